Feature: An evacuation that finds no host
  With no host to take the server it ends in error, still counted on the old host and nowhere else.

  Rule: A server that moves is counted correctly on both hosts

    @LD-87
    @exclusive-host
    @two-hosts
    @compute-control
    @all-hosts
    Scenario: There is no host to evacuate to
      Given a server is running on host A
      And each host is stopped
      When the operator evacuates the server
      Then the server should be in error
      And host A's usage should still count the server
      And host B should be used as much as before the server was created

    @LD-87.returned
    @bug-1713783
    @exclusive-host
    @two-hosts
    @compute-control
    @all-hosts
    Scenario: The old host keeps its server
      Given a server is running on host A
      And each host is stopped
      And the operator has evacuated the server in vain
      When host A's compute service starts
      Then host A's usage should still count the server
