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

    @LD-71.deleted
    @exclusive-host
    @soft-delete
    Scenario: A soft-deleted server is deleted again
      Given a server is running on a host
      And the owner has soft-deleted the server
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone at once
      And the host should be used as much as before the server was created

    @LD-71.running
    @exclusive-host
    @soft-delete
    Scenario: It is force-deleted while its host runs
      Given a server is running on a host
      And the owner has soft-deleted the server
      When the owner force-deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
