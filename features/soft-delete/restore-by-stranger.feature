Feature: Restoring another project's server
  To a member of another project a soft-deleted server is as invisible as any other.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-76
    @bug-1863009
    @soft-delete
    @stranger
    Scenario: A stranger tries to restore it
      Given a server is running on a host
      And the owner has soft-deleted the server
      When the stranger restores the server
      Then the request should be refused: not found
      And the server should be soft-deleted
