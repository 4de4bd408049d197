Feature: Deleting a server during a move from a host that dies
  The migration holds the place on the old host, and its record goes when the server is deleted.
  The old host does not heal what is left when it starts. The new host clears it away when it
  starts and finds the move; otherwise an operator has to.

  Rule: A server that moves is counted correctly on both hosts

    @LD-83.left
    @exclusive-host
    @two-hosts
    @compute-control
    @held-build
    Scenario: The migration's allocation is left behind
      Given a server is moving from host A to host B
      And host A is stopped
      When the owner deletes the server
      Then the server should be gone
      And host A's usage should still count the server's migration

    @LD-83.kept
    @exclusive-host
    @two-hosts
    @compute-control
    @held-build
    @all-hosts
    Scenario: The returning source does not heal
      Given a server is moving from host A to host B
      And each host is stopped
      And the owner has deleted the server
      When host A's compute service starts
      Then host A's usage should still count the server's migration

    @LD-83.cleared
    @bug-1848343
    @exclusive-host
    @two-hosts
    @compute-control
    @held-build
    @race
    Scenario: The returning destination clears it up
      Given a server is moving from host A to host B
      And host A is stopped
      And the owner has deleted the server
      And each host's compute service has started again
      When host A checks its allocations
      Then each host should be used as much as before the server was created

    @LD-83.removed
    @exclusive-host
    @two-hosts
    @compute-control
    @held-build
    Scenario: The operator removes what was left
      Given a server is moving from host A to host B
      And host A is stopped
      And the owner has deleted the server
      When the operator deletes the allocations of the server's migration
      Then each host should be used as much as before the server was created
