Feature: Force-deleting a locked server
  A forced delete respects the lock as any other delete does.

  Rule: Only those allowed may delete, and a refused request changes nothing

    @LD-111.force-delete
    Scenario: The owner force-deletes a locked server
      Given a server is running on a host
      And the owner has locked the server
      When the owner force-deletes the server
      Then the request should be refused: in conflict
      And the server should be left as it was

    @LD-111.force-delete-down
    @exclusive-host
    Scenario: The host of the locked server is down
      Given a server is running on a host
      And the owner has locked the server
      And the operator has forced the host down
      When the owner force-deletes the server
      Then the request should be refused: in conflict
      And the server should be left as it was
