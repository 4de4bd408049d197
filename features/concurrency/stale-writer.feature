Feature: Two writers on one consumer
  Placement lets a writer say what it has last seen. One who is out of date is refused, and has
  changed nothing.

  Rule: The books stay right when much happens at once

    @LD-122
    @exclusive-host
    Scenario: The slower writer is turned away
      Given the operator has written an allocation for an unknown consumer on a host
      And the operator has changed the allocations of the unknown consumer
      When the operator writes to the allocations of the unknown consumer with a stale generation
      Then the request should be refused: in conflict
      And the host's usage should still count the unknown consumer
