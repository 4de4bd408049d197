Feature: Soft delete of a server that never ran
  There is nothing to bring back of a server that never ran, so it is deleted outright.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-72
    @soft-delete
    Scenario: The server has never been launched
      Given soft delete is switched on
      And a server is in error because no host could take it
      When the owner deletes the server
      Then the server should be gone
