Feature: Soft delete of a server that never ran
  Of a server that never ran there is nothing to restore, so it is deleted at once.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-72
    @soft-delete
    Scenario: The server has never been launched
      Given soft delete is switched on
      And a server is in error because no host could take it
      When the owner deletes the server
      Then the server should be gone
