Feature: Restoring a server whose host is down
  Only the host can bring the server back. Until it returns the server waits, soft-deleted, in its
  place.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-130.waiting
    @exclusive-host
    @compute-control
    @soft-delete
    Scenario: The restore waits for the host
      Given a server is running on a host
      And the owner has soft-deleted the server
      And the host is stopped
      When the owner restores the server
      Then the server should be soft-deleted
      And the host's usage should still count the server

    @LD-130.restored
    @exclusive-host
    @compute-control
    @soft-delete
    Scenario: The returning host restores the server
      Given a server is running on a host
      And the owner has soft-deleted the server
      And the host is stopped
      And the owner's restore of the server is in progress
      When the host's compute service starts
      Then the server should be running
