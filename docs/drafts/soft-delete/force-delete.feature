Feature: Deleting a server by force
  A forced delete needs no soft delete to go before it, and does not mind what the server is busy
  with.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-74.idle
    Scenario: The owner deletes it by force
      Given a server is running on a host
      When the owner force-deletes the server
      Then the server should be gone
      And the server should hold no allocations

    @LD-74.busy
    @bug-1741000
    @race
    Scenario: The server is busy with something
      Given a server is running on a host
      And the server is busy with a task
      When the owner force-deletes the server
      Then the server should be gone
      And the server should hold no allocations
