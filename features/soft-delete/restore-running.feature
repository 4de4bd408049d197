Feature: Restoring a server that was not deleted
  Only a soft-deleted server can be restored. On any other the request is refused and changes
  nothing.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-73
    Scenario: The server was not deleted before
      Given a server is running on a host
      When the owner restores the server
      Then the request should be refused: in conflict
      And the server should be left as it was
