Feature: Deleting an evacuated server
  One delete frees both places, though the old host is still down. When that host starts again, it
  does not fail because the server is missing.

  Rule: A server that moves is counted correctly on both hosts

    @LD-86.deleted
    @exclusive-host
    @two-hosts
    @compute-control
    Scenario: The evacuated server frees both hosts
      Given a server is running on host A
      And host A is stopped
      And the operator has evacuated the server to host B
      When the owner deletes the server
      Then the server should be gone
      And each host should be used as much as before the server was created

    @LD-86.started
    @bug-1794996
    @exclusive-host
    @two-hosts
    @compute-control
    Scenario: The old host starts without it
      Given a server is running on host A
      And host A is stopped
      And the operator has evacuated the server to host B
      And the owner has deleted the server
      When host A's compute service is told to start
      Then host A should come up
