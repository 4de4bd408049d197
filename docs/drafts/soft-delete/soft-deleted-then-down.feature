Feature: A host with a soft-deleted server goes down
  The owner does not want to wait for the end of the reclaim interval. With the host down, a forced
  delete is a local one.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-71
    @exclusive-host
    @soft-delete
    Scenario: A soft-deleted server is force-deleted
      Given a server is running on a host
      And the owner has soft-deleted the server
      And the operator has forced the host down
      When the owner force-deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
