Feature: An audit of an allocation that belongs to no server
  A host heals what belonged to a deleted server. What it cannot find among the servers at all it
  leaves alone, and the audit tells of it.

  Rule: A server that never reached a host leaves nothing behind

    @LD-60.found
    @exclusive-host
    @nova-manage
    Scenario: The audit finds an unknown allocation
      Given the operator has written an allocation for an unknown consumer on a host
      When the operator runs the audit
      Then the audit should find the unknown consumer
