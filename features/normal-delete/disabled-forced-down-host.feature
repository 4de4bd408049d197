Feature: A host both disabled and forced down
  The two flags are set and cleared apart. Forced down decides about the delete; being disabled
  outlives it.

  Rule: A host that is up deletes its servers itself, disabled or not

    @LD-16.deleted
    @exclusive-host
    Scenario: The disabled host is forced down
      Given a server is running on a host
      And the operator has disabled the host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created

    @LD-16.unforced
    @exclusive-host
    Scenario: The host stays disabled when forced up
      Given a host is up
      And the operator has disabled the host
      And the operator has forced the host down
      When the operator forces the host up
      Then the host should be up
      And the host should be disabled
