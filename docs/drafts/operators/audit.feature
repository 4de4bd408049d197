Feature: Looking for orphans with the audit
  The audit compares the allocations of every host with its servers and moves. It finds what belongs
  to nobody, removes it if told to, and leaves the rest alone.

  Rule: What an operator does to a host keeps the books right

    @LD-105.found
    @exclusive-host
    @nova-manage
    Scenario: The audit reports what is orphaned
      Given the operator has written an allocation for an unknown consumer on a host
      And a server is running on the host
      When the operator runs the audit
      Then the audit should find only the unknown consumer
      And the host's usage should still count the unknown consumer

    @LD-105.removed
    @exclusive-host
    @nova-manage
    Scenario: The audit removes what is orphaned
      Given the operator has written an allocation for an unknown consumer on a host
      And a server is running on the host
      When the operator runs the audit with removal
      Then the audit should find only the unknown consumer
      And the unknown consumer should hold no allocations
      And the host's usage should still count the server
