Feature: The new host of an evacuated server goes down too
  Two hosts are down and both count the server. One delete frees both.

  Rule: A server that moves is counted correctly on both hosts

    @LD-128
    @exclusive-host
    @two-hosts
    Scenario: The second host goes down too
      Given a server is running on host A
      And the operator has forced host A down
      And the operator has evacuated the server to host B
      And the operator has forced host B down
      When the owner deletes the server
      Then each host should be used as much as before the server was created
