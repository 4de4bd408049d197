Feature: Deleting a server on a disabled host that is dead
  A disabled host shows as under maintenance even when it is dead. That must not hide it from the
  delete: without a heartbeat nobody there can act. Nor is it a sign of life that somebody has changed
  what Nova knows of the host.

  Rule: A host that is up deletes its servers itself, disabled or not

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

    @LD-15.until-down
    @bug-1938326
    @exclusive-host
    @compute-control
    Scenario: A disabled host counts as down in time
      Given a host is up
      And the operator has disabled the host
      When the host's compute service stops
      Then the host should count as up for the service-down time, and as down from then on

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
