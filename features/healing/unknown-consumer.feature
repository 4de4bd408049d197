Feature: An allocation that belongs to no server
  A host heals what belonged to a deleted server. An allocation whose consumer is no server at all
  is left alone: the audit finds it, and an operator has to remove it.

  Rule: What no host can heal is left to the audit and the operator

    @LD-60.kept
    @exclusive-host
    Scenario: The host keeps an unknown allocation
      Given the operator has written an allocation for an unknown consumer on a host
      When the host checks its allocations
      Then the host's usage should still count the unknown consumer

    @LD-60.found
    @exclusive-host
    @nova-manage
    Scenario: The audit finds an unknown allocation
      Given a server is running on a host
      And the operator has written an allocation for an unknown consumer on the host
      When the operator runs the audit
      Then the audit should find only the unknown consumer

    @LD-60.removed
    @exclusive-host
    Scenario: The operator removes the unknown allocation
      Given the operator has written an allocation for an unknown consumer on a host
      When the operator deletes the allocations of the unknown consumer
      Then the unknown consumer should hold no allocations

    @LD-60.refused
    @bug-1778576
    @exclusive-host
    Scenario: A refused allocation leaves nothing
      Given the operator was refused an allocation for an unknown consumer on a host
      When the operator writes an allocation for the unknown consumer on the host
      Then the host's usage should count the unknown consumer
