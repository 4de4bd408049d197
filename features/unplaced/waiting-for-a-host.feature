Feature: Deleting a server that waits for its host
  The server is deleted while the scheduler still looks for a host. The build is dropped, even if
  it has already claimed its place.

  Rule: A server that never reached a host leaves nothing behind

    @LD-61
    @bug-1660878
    @commit-57a3af6921
    @race
    Scenario: The build is dropped as well
      Given a server is waiting for a host
      When the owner deletes the server
      Then the server should be gone
      And the server's build should be dropped
      And the server should hold no allocations

    @LD-61.claimed
    @bug-1859496
    @exclusive-host
    @held-build
    Scenario: A claim goes with its server
      Given a server has only a claim on a host
      When the owner deletes the server
      Then the server should be gone
      And the server should hold no allocations
