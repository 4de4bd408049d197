Feature: When a host counts as down
  For Nova a host is down when an operator has forced it down, or when its compute service has sent
  no heartbeat for longer than the service-down time. Disabling a host makes no difference, neither
  while it runs nor after it has died.

  Rule: A host is down when it is forced down or silent, not when it is disabled

    @LD-20.until-down
    @exclusive-host
    @compute-control
    Scenario: A dead host counts as up at first
      Given a host is up
      When the host's compute service stops
      Then the host should count as up for the service-down time, and as down from then on

    @LD-14.up
    @exclusive-host
    Scenario: A disabled host goes on running
      Given a host is up
      When the operator disables the host
      Then the host should be disabled
      And the host should be up

    @LD-15.until-down
    @bug-1938326
    @exclusive-host
    @compute-control
    Scenario: A dead disabled host counts as down
      Given a host is up
      And the operator has disabled the host
      When the host's compute service stops
      Then the host should count as up for the service-down time, and as down from then on
