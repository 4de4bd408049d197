Feature: Two writers on one consumer
  Whoever writes to a consumer in Placement says in which state they last saw it. A writer whose
  state is out of date is refused, and changes nothing.

  Rule: The books stay right when much happens at once

    @LD-122
    @exclusive-host
    Scenario: The slower writer is turned away
      Given the operator has written an allocation for an unknown consumer on a host
      And the operator has changed the allocations of the unknown consumer
      When the operator writes to the allocations of the unknown consumer with a stale generation
      Then the request should be refused: in conflict
      And the host's usage should still count the unknown consumer
