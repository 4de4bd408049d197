Feature: Deleting a server on a forced-down host
  A host is forced down by the operator, for maintenance or because it has died. Its compute
  service can no longer act, so Nova's API deletes the servers of that host by itself: a local
  delete. What a server held in Placement has to be freed at the same time, for nobody is left on
  the host to do it later. Bug 1679750 was exactly this: the server was gone, its allocation
  stayed, and an empty host looked full.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-1
    @bug-1679750
    @exclusive-host
    Scenario: The host is forced down
      Given a server is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
