Feature: Deleted records that were archived too early
  Healing needs the record of the deleted server to know that it was one. If the records are
  archived before the host returns, the leak stays until an operator removes it.

  Rule: What leaked is healed when the host's compute service returns

    @LD-34.stays
    @exclusive-host
    @compute-control
    @placement-refused
    @nova-manage
    Scenario: A leak without record is kept
      Given a server on a stopped host was deleted while Nova could not reach Placement
      And the operator has archived the deleted records
      When the host's compute service starts
      Then the host's usage should still count the server

    @LD-34.removed
    @exclusive-host
    @compute-control
    @placement-refused
    @nova-manage
    Scenario: The operator removes the kept leak
      Given a server on a stopped host was deleted while Nova could not reach Placement
      And the operator has archived the deleted records
      And the host's compute service has started again
      When the operator deletes the allocations of the server
      Then the host should be used as much as before the server was created
