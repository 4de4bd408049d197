Feature: The history of a deleted server in older microversions
  A client that uses a microversion before 2.21 does not see the history of a server that is gone.

  Rule: What happened to a server stays on record

    @LD-123.too-old
    @bug-1993736
    @exclusive-host
    Scenario: An older client finds no history
      Given a server is running on a host
      And the operator has forced the host down
      And the owner has deleted the server
      When the owner reads the server's history at microversion 2.20
      Then the request should be refused: not found
