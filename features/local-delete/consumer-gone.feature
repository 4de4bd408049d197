Feature: A deleted server is no longer a consumer
  Usage that is back at its old value could hide two errors that cancel each other out. So this
  looks at the consumer itself: after a local delete Placement holds no allocation for the server.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-3.empty
    @bug-1679750
    @exclusive-host
    Scenario: The deleted server holds nothing
      Given a server is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the server should hold no allocations

    @LD-3.removed
    @exclusive-host
    Scenario: Nothing is left to remove
      Given a server is running on a host
      And the operator has forced the host down
      And the owner has deleted the server
      When the operator deletes the allocations of the server
      Then the request should be refused: not found
