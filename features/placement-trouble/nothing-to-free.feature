Feature: Placement has nothing to free
  A server whose allocations are gone already is deleted like any other. That there is nothing to
  free is no error.

  Rule: A delete that meets trouble with Placement ends in a known way

    @LD-41
    @exclusive-host
    Scenario: The allocations are gone already
      Given a server is running on a host
      And the operator has forced the host down
      And the operator has deleted the allocations of the server
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
