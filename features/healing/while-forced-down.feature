Feature: Healing on a host that is still forced down
  The operator's flag keeps new servers away from a host. It does not keep the host from freeing
  what deleted servers held.

  Rule: What leaked is healed when the host's compute service returns

    @LD-23
    @exclusive-host
    @compute-control
    @placement-refused
    Scenario: The returning host is still forced down
      Given a server on a stopped host was deleted while Nova could not reach Placement
      And the operator has forced the host down
      When the host's compute service starts
      Then the host should be used as much as before the server was created
      And the host should be down
