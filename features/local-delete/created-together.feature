Feature: Servers that were created with one request
  Servers of one request share a reservation, but each is a consumer of its own. Deleting one of
  them leaves the rest.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-8
    @exclusive-host
    Scenario: One of three is deleted
      Given servers blue, green and red were created on a host with one request
      And the operator has forced the host down
      When the owner deletes server blue
      Then server blue should be gone
      And the host's usage should count only servers green and red
