Feature: The time for restoring is over
  After the reclaim interval the host deletes the server for good.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-69
    @exclusive-host
    @soft-delete
    Scenario: The reclaim interval has passed by
      Given a server is running on a host
      And the owner has soft-deleted the server
      When the reclaim interval passes
      Then the server should be gone
      And the host should be used as much as before the server was created
