Feature: Healing and the servers that live on
  Healing removes what belongs to a server that is gone. A server that is still there keeps its
  share, when its host's compute service starts and whenever the host looks again.

  Rule: What leaked is healed when the host's compute service returns

    @LD-27
    @exclusive-host
    @compute-control
    @placement-refused
    Scenario: A live server keeps its share
      Given servers blue and green are running on a host
      And the host is stopped
      And server blue was deleted while Nova could not reach Placement
      When the host's compute service starts
      Then the host should have checked its allocations
      And the host's usage should count only server green
