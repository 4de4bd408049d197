Feature: A disabled host that is forced up again
  Forced down and disabled are two flags, and each is cleared by itself. A host that was disabled
  before it was forced down is up again when it is forced up, and still disabled.

  Rule: A host is down when it is forced down or silent, not when it is disabled

    @LD-16.unforced
    @exclusive-host
    Scenario: The host stays disabled when forced up
      Given a host is up
      And the operator has disabled the host
      And the operator has forced the host down
      When the operator forces the host up
      Then the host should be up
      And the host should be disabled
