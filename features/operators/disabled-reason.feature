Feature: A disabled host and the reason why
  Whoever disables a host can say why, so that nobody enables it too early. Status and reason stay
  as they were set until somebody enables the host: forcing the host down does not change them, nor
  does a restart of its compute service.

  Rule: What an operator does to a host keeps the books right

    @LD-16.reason
    @exclusive-host
    Scenario: The operator says why it is disabled
      Given a host is up
      When the operator disables the host with a reason
      Then the host should be disabled
      And the host should tell why it is disabled

    @LD-16.reason-forced-down
    @exclusive-host
    Scenario: Forcing down keeps status and reason
      Given a host is up
      And the operator has disabled the host
      When the operator forces the host down
      Then the host should be disabled
      And the host should tell why it is disabled

    @LD-16.reason-forced-up
    @exclusive-host
    Scenario: Forcing up keeps status and reason
      Given a host is up
      And the operator has disabled the host
      And the operator has forced the host down
      When the operator forces the host up
      Then the host should be disabled
      And the host should tell why it is disabled

    @LD-16.restarted
    @exclusive-host
    @compute-control
    Scenario: A restart keeps status and reason
      Given a host is up
      And the operator has disabled the host
      And the host is stopped
      When the host's compute service starts
      Then the host should be disabled
      And the host should tell why it is disabled

    @LD-16.enabled
    @exclusive-host
    Scenario: Enabling the host clears the reason
      Given a host is up
      And the operator has disabled the host
      When the operator enables the host
      Then the host should be enabled
      And the host should no longer tell why it was disabled
