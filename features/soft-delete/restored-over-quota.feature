Feature: Restoring a server over quota
  What the quota gave back may be used by then. There is no room for the server any more, and it
  stays as it is.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-68
    @soft-delete
    Scenario: The quota is used up meanwhile
      Given a server is running on a host
      And the owner has soft-deleted the server
      And the owner's quota is used up
      When the owner restores the server
      Then the request should be refused: not allowed
      And the server should be soft-deleted
