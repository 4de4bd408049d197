Feature: Deleting a server on a silent host
  Nobody has to force a host down. A compute service that sends no heartbeat for longer than the
  service-down time counts as down by itself, and from then on the API deletes the host's servers.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-2
    @bug-1679750
    @exclusive-host
    @compute-control
    Scenario: The host has been silent too long
      Given a server is running on a host
      And the host is stopped
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
