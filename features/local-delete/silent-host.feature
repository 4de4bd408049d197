Feature: Deleting a server on a silent host
  A host counts as down even if nobody has forced it down: when its compute service has sent no
  heartbeat for longer than the service-down time. From then on the API deletes the servers of the
  host. Forcing such a host down and up again is no sign of life.

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

    @LD-17.silent
    @exclusive-host
    @compute-control
    Scenario: The silent host was forced up
      Given a server is running on a host
      And the host is stopped
      And the operator has forced the host down
      And the operator has forced the host up again
      When the owner deletes the server
      Then the server should be gone at once
