Feature: The audit and a move that waits for its owner
  The audit compares the allocations of every host with its servers and moves. What a migration holds
  until its resize is confirmed is wanted, and is no orphan.

  Rule: What an operator does to a host keeps the books right

    @LD-105.nothing
    @exclusive-host
    @two-hosts
    @nova-manage
    Scenario: The audit spares a pending move
      Given a server is resized from host A to host B and not confirmed
      When the operator runs the audit
      Then the audit should find nothing
      And host A's usage should still count the server's migration
