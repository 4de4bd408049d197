Feature: Removing a host with an allocation of no server
  Nova knows of no server there and removes the service. Placement does know of the allocation and
  keeps the provider, which then belongs to no host.

  Rule: What an operator does to a host keeps the books right

    @LD-103
    @exclusive-host
    @removes-host
    @compute-control
    Scenario: An orphan keeps the provider alive
      Given the operator has written an allocation for an unknown consumer on a host
      And the host is stopped
      When the operator removes the host's compute service
      Then the host's usage should still count the unknown consumer
