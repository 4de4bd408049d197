Feature: Restoring a locked server
  A restore respects the lock as well.

  Rule: Only those allowed may delete, and a refused request changes nothing

    @LD-111.restore
    @soft-delete
    Scenario: The owner restores a locked server
      Given a server is running on a host
      And the owner has soft-deleted the server
      And the owner has locked the server
      When the owner restores the server
      Then the request should be refused: in conflict
      And the server should be soft-deleted
