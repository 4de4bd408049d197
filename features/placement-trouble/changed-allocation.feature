Feature: An allocation that changed under the delete
  Somebody else may write to a server's allocation while it is being deleted. A local delete removes
  it whatever its generation.

  Rule: Trouble with Placement during a delete is reported as Nova reports it

    @LD-45
    @bug-1836754
    @exclusive-host
    @placement-held
    @race
    Scenario: The allocation is changed during it
      Given a server is running on a host
      And the operator has forced the host down
      When the owner deletes the server while the operator changes its allocations
      Then the server should be gone
      And the host should be used as much as before the server was created
