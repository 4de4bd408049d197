Feature: A local delete in the server's history
  Who deleted a server, and when, can still be read after the server is gone. Zed kept no record of
  a local delete; since 2023.1 there is one. Clients of before microversion 2.21 do not see the
  history of a server that is gone.

  Rule: What happened to a server stays on record

    @LD-123.recorded
    @bug-1993736
    @since-2023.1
    @exclusive-host
    Scenario: The history shows the local delete
      Given a server is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server's history should show one delete

    @LD-123.missing
    @bug-1993736
    @until-zed
    @exclusive-host
    Scenario: The history lacks the local delete
      Given a server is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server's history should show no delete

    @LD-123.too-old
    @exclusive-host
    Scenario: The history is asked too early
      Given a server is running on a host
      And the operator has forced the host down
      And the owner has deleted the server
      When the owner reads the server's history at microversion 2.20
      Then the request should be refused: not found
