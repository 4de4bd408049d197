Feature: An evacuation that finds no host
  With no host to take the server it ends in error, still counted on the old host and nowhere else.

  Rule: A server that moves is counted correctly on both hosts

    @LD-87
    @bug-1713783
    @exclusive-host
    @two-hosts
    Scenario: There is no host to evacuate to
      Given a server is running on host A
      And the operator has forced each host down
      When the operator evacuates the server
      Then the server should be in error
      And host A's usage should still count the server
      And host B should be used as much as before the server was created
