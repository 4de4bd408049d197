Feature: Deleting a server with soft delete switched on
  The server can still be brought back, so its place stays taken. The owner's quota, though, is
  given back at once.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-66
    @exclusive-host
    @soft-delete
    Scenario: A deleted server keeps its place
      Given soft delete is switched on
      And a server is running on a host
      When the owner deletes the server
      Then the server should be soft-deleted
      And the host's usage should still count the server
      And the owner's quota should no longer count the server

    @LD-66.again
    @exclusive-host
    @soft-delete
    Scenario: A second delete changes nothing
      Given a server is running on a host
      And the owner has soft-deleted the server
      When the owner deletes the server
      Then the server should be soft-deleted
      And the host's usage should still count the server
