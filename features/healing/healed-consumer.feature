Feature: A healed leak cannot be removed again
  An operator who comes too late to remove a leak by hand is told that there is nothing to remove.

  Rule: What leaked is healed when the host's compute service returns

    @LD-35
    @exclusive-host
    @compute-control
    @placement-refused
    Scenario: The leak was healed before
      Given a server on a stopped host was deleted while Nova could not reach Placement
      And the host's compute service has started again
      When the operator deletes the allocations of the server
      Then the request should be refused: not found
