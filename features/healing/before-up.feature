Feature: Healing comes before the first heartbeat
  A host that reports up gets new servers. By then its leaks have to be gone, or the first server
  would be refused.

  Rule: What leaked is healed when the host's compute service returns

    @LD-24
    @exclusive-host
    @compute-control
    @placement-refused
    Scenario: The host heals before reporting up
      Given a server on a stopped host was deleted while Nova could not reach Placement
      And the host's usage still counts the server
      When the host's compute service starts
      Then the host should have freed the server before it was up
