Feature: A leak is healed by its own host
  Every host looks after its own provider. Starting another one does not help: it goes through its
  own allocations and leaves the leak where it is.

  Rule: What leaked is healed when the host's compute service returns

    @LD-31
    @exclusive-host
    @two-hosts
    @all-hosts
    @compute-control
    @placement-refused
    Scenario: Another host starts and heals nothing
      Given a server is running on host A
      And each host is stopped
      And the server was deleted while Nova could not reach Placement
      When host B's compute service starts
      Then host B should have checked its allocations
      And host A's usage should still count the server
