Feature: No new servers on a host that is out of service
  A host that is forced down or disabled gets no new server. Placement does not know that a host is
  forced down and still offers it; it is Nova that rejects it.

  Rule: What an operator does to a host keeps the books right

    @exclusive-host
    Scenario Outline: A <state> host gets no server
      Given a host is up
      And <what happened>
      When the operator creates a server on the host
      Then the server should be in error because no host could take it

      @LD-99.forced-down
      Examples:
        | state       | what happened                         |
        | forced-down | the operator has forced the host down |

      @LD-99.disabled
      Examples:
        | state    | what happened                      |
        | disabled | the operator has disabled the host |

    @LD-99.offered
    @exclusive-host
    Scenario: Placement still offers the down host
      Given a host is up
      And the operator has forced the host down
      When the operator asks Placement for a place
      Then Placement should offer the host
