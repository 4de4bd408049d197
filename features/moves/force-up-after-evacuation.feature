Feature: Forcing a host up after an evacuation
  The guest may still be on the old host's disk. Until that host has started and cleared it away, it
  must not be forced up.

  Rule: A server that moves is counted correctly on both hosts

    @LD-91.refused
    @bug-1922053
    @exclusive-host
    @two-hosts
    Scenario: The host is forced up early
      Given a server is running on host A
      And the operator has forced host A down
      And the operator has evacuated the server to host B
      When the operator forces host A up
      Then the request should be refused: invalid
      And host A should be down

    @LD-91.restarted
    @exclusive-host
    @two-hosts
    @compute-control
    Scenario: The host has started in between
      Given a server is running on host A
      And the operator has forced host A down
      And the operator has evacuated the server to host B
      And host A's compute service has started again
      When the operator forces host A up
      Then host A should be up
