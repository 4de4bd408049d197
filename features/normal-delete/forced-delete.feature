Feature: Deleting a server by force
  Deleting a server by force frees the same as any other delete.

  Rule: A host that is up deletes its servers itself, disabled or not

    @LD-74.idle
    Scenario: The owner deletes it by force
      Given a server is running on a host
      When the owner force-deletes the server
      Then the server should be gone
      And the server should hold no allocations
