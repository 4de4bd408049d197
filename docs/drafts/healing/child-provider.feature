Feature: What a server holds on a child provider
  A bandwidth port is counted on a child of the host's provider. It is freed with the rest; but the
  host heals only what it finds on its own provider, so a leak on the child alone stays.

  Rule: What leaked is healed when the host's compute service returns

    @LD-134.freed
    @exclusive-host
    @child-provider
    Scenario: The child provider is freed too
      Given a server with a bandwidth port is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created

    @LD-134.leaked
    @exclusive-host
    @child-provider
    Scenario: A leak on the child stays
      Given a server with a bandwidth port is running on a host
      And the owner has deleted the server
      And the operator has written an allocation for the server on the host's child provider
      When the host checks its allocations
      Then the host's child provider should still count the server
