Feature: What Placement sees of a host that is down or disabled
  Only Nova knows that a host is forced down; the host's provider stays as it is. Disabling a host
  marks its provider, and enabling the host takes the mark away.

  Rule: What an operator does to a host keeps the books right

    @LD-98.forced-down
    @exclusive-host
    Scenario: Forcing down leaves the provider alone
      Given a server is running on a host
      When the operator forces the host down
      Then the host's provider should be left as it was
      And the host's usage should still count the server

    @LD-98.disabled
    @bug-1886418
    @exclusive-host
    Scenario: Disabling a host marks its provider
      Given a server is running on a host
      When the operator disables the host
      Then the host's provider should be marked as disabled

    @LD-98.enabled
    @exclusive-host
    Scenario: Enabling a host clears the mark
      Given a host is up
      And the operator has disabled the host
      When the operator enables the host
      Then the host's provider should be unmarked
