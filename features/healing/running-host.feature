Feature: A running host heals by itself
  Healing needs no restart: about once a minute a running host looks through its allocations. The
  leak is made here by the operator, who writes an allocation for a server that was already deleted.

  Rule: What leaked is healed when the host's compute service returns

    @LD-25
    @bug-1780799
    @exclusive-host
    Scenario: A running host needs no restart
      Given a server is running on a host
      And the owner has deleted the server
      When the operator writes an allocation for the server on the host
      Then the host should be used as much as before the server was created
