Feature: A leak takes the place of a server
  This is how people notice a leak: the host is empty, and yet a new server finds no valid host.
  Once the leak is healed the place is free. The first leak is made by the operator, who writes an
  allocation for a deleted server just after the host has looked for such leaks; the host heals it
  when it looks again.

  Rule: What leaked is healed when the host's compute service returns

    @LD-32.full
    @exclusive-host
    Scenario: The leak keeps a server out
      Given server blue fills a host
      And the owner has deleted server blue
      And the operator has written an allocation for server blue on the host
      When the operator creates server green on the host
      Then server green should be in error because no host could take it
      And the host should have checked its allocations

    @LD-32.healed
    @exclusive-host
    @compute-control
    @placement-refused
    Scenario: The healed host takes a server
      Given server blue fills a host
      And the host is stopped
      And server blue was deleted while Nova could not reach Placement
      And the host's compute service has started again
      When the operator creates server green on the host
      Then server green should be running
