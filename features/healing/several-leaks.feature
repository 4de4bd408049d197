Feature: Several leaks on one host
  A long outage of Placement leaves more than one leak. One start of the host's compute service
  heals them all.

  Rule: What leaked is healed when the host's compute service returns

    @LD-26
    @exclusive-host
    @compute-control
    @placement-refused
    Scenario: One start heals every leak
      Given servers blue and green are running on a host
      And the host is stopped
      And servers blue and green were deleted while Nova could not reach Placement
      When the host's compute service starts
      Then the host should be used as much as before servers blue and green were created

    @LD-26.everywhere
    @exclusive-host
    @compute-control
    @placement-refused
    Scenario: A leak is healed on every provider
      Given a server with a custom resource is running on a host
      And the host is stopped
      And the server was deleted while Nova could not reach Placement
      When the host's compute service starts
      Then the server should hold no allocations
