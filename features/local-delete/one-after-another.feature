Feature: Emptying a host that is down
  Before a dead host is removed, its servers are deleted one by one. When the last is gone, nothing
  may be left on it.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-6
    @exclusive-host
    Scenario: All are deleted one after another
      Given servers blue, green and red are running on a host
      And the operator has forced the host down
      When the owner deletes servers blue, green and red
      Then servers blue, green and red should be gone
      And the host should be used as much as before servers blue, green and red were created
