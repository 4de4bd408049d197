Feature: Soft delete on a host that is down
  A host that is down cannot keep a server for later. There a soft delete is a delete, at once and
  for good.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-70.deleted
    @exclusive-host
    @soft-delete
    Scenario: The soft delete is final there
      Given soft delete is switched on
      And a server is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone at once
      And the host should be used as much as before the server was created

    @LD-70.unrestorable
    @exclusive-host
    @soft-delete
    Scenario: Nothing is left to be restored
      Given soft delete is switched on
      And a server is running on a host
      And the operator has forced the host down
      And the owner has deleted the server
      When the owner restores the server
      Then the request should be refused: not found
