Feature: Deleting a server on a disabled host that is dead
  Nova shows a disabled host as under maintenance even when it is dead. That must not hide its
  death from the delete: without a heartbeat there is nobody who can act. That somebody has changed
  the record of the host is no sign of life either.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-15
    @exclusive-host
    @compute-control
    Scenario: The host is disabled and silent
      Given a server is running on a host
      And the operator has disabled the host
      And the host is stopped
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created

    @LD-15.disabled-later
    @exclusive-host
    @compute-control
    Scenario: The silent host is disabled later
      Given a server is running on a host
      And the host is stopped
      And the operator has disabled the host
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
