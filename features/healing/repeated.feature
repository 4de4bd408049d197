Feature: Healing twice
  A second start finds nothing to do, and does nothing.

  Rule: What leaked is healed when the host's compute service returns

    @LD-30
    @exclusive-host
    @compute-control
    @placement-refused
    Scenario: A second start changes nothing
      Given a server on a stopped host was deleted while Nova could not reach Placement
      And the host's compute service has started again
      And the host is stopped
      When the host's compute service starts
      Then the host should have checked its allocations
      And the host should be used as much as before the server was created
