Feature: A host dies while it builds a server
  A server that has reached its host but is not running yet can be deleted too, even when the host
  dies in the middle of the build.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-127
    @exclusive-host
    @compute-control
    @held-build
    Scenario: The host dies during the build
      Given a server is being built on a host
      And the host is stopped
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
