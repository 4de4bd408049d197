Feature: An allocation that changed under the delete
  Somebody else may write to a server's allocation just before it is deleted. A local delete removes
  it whatever its generation.

  Rule: Trouble with Placement during a delete is reported as Nova reports it

    @LD-45
    @bug-1836754
    @exclusive-host
    Scenario: The allocation was changed just before
      Given a server is running on a host
      And the operator has forced the host down
      And the operator has changed the allocations of the server
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
