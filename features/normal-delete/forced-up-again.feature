Feature: A host that was forced up again
  Only the state at the time of the delete counts. A host that was forced down and up again deletes
  its servers itself.

  Rule: A host that is up deletes its servers itself, disabled or not

    @LD-17
    @exclusive-host
    Scenario: The host was forced up again
      Given a server is running on a host
      And the operator has forced the host down
      And the operator has forced the host up again
      When the owner deletes the server
      Then the server should be gone
      And the host itself should have deleted the server
