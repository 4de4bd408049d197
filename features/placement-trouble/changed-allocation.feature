Feature: An allocation that changes during the delete
  Somebody else may change the allocation of a server while the server is being deleted. A local
  delete removes the allocation all the same.

  Rule: A delete that meets trouble with Placement ends in a known way

    @LD-45
    @bug-1836754
    @exclusive-host
    @placement-held
    @race
    Scenario: The allocation is changed during the delete
      Given a server is running on a host
      And the operator has forced the host down
      When the owner deletes the server while the operator changes its allocations
      Then the server should be gone
      And the host should be used as much as before the server was created
