Feature: Removing the compute service of a host
  A service that still has servers cannot be removed. Once the last server is gone, the host's
  provider is removed with the service.

  Rule: What an operator does to a host keeps the books right

    @LD-100.refused
    @bug-1763183
    @exclusive-host
    @removes-host
    Scenario: The host still has a server
      Given a server is running on a host
      And the operator has forced the host down
      When the operator removes the host's compute service
      Then the request should be refused: in conflict
      And the host's provider should be left as it was

    @LD-100.removed
    @bug-1756179
    @exclusive-host
    @removes-host
    @compute-control
    Scenario: The host's last server is gone
      Given a server is running on a host
      And the host is stopped
      And the owner has deleted the server
      When the operator removes the host's compute service
      Then the host's provider should be gone

    @LD-100.soft-deleted
    @exclusive-host
    @removes-host
    @soft-delete
    Scenario: A soft-deleted server still needs its host
      Given a server is running on a host
      And the owner has soft-deleted the server
      When the operator removes the host's compute service
      Then the request should be refused: in conflict
      And the host's provider should be left as it was

    @LD-100.owner
    @exclusive-host
    @removes-host
    Scenario: Only operators remove a host
      Given a host is up
      When the owner removes the host's compute service
      Then the request should be refused: not allowed
      And the host should be left as it was

    @exclusive-host
    @removes-host
    Scenario Outline: There is no service with <a wrong id>
      Given a host is up
      When the operator removes a compute service with <a wrong id>
      Then the request should be refused: <refusal>
      And the host should be left as it was

      @LD-100.malformed
      Examples:
        | a wrong id     | refusal |
        | a malformed id | invalid |

      @LD-100.unknown
      Examples:
        | a wrong id    | refusal   |
        | an unknown id | not found |
