Feature: The new host of an evacuated server goes down too
  Two hosts are down and both count the server. One delete frees both.

  Rule: A server that moves is counted correctly on both hosts

    @LD-128
    @exclusive-host
    @two-hosts
    @compute-control
    Scenario: The second host goes down too
      Given a server is running on host A
      And host A is stopped
      And the operator has evacuated the server to host B
      And host B is stopped
      When the owner deletes the server
      Then each host should be used as much as before the server was created
