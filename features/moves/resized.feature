Feature: Deleting a server whose resize is not confirmed
  Until the resize is confirmed there are two places: the server holds the new one, and its
  migration the old one. The delete frees both.

  Rule: A server that moves is counted correctly on both hosts

    @LD-78
    @exclusive-host
    @two-hosts
    Scenario: Both hosts of it are up
      Given a server is resized from host A to host B and not confirmed
      When the owner deletes the server
      Then the server should be gone
      And each host should be used as much as before the server was created

    @LD-78.both
    @exclusive-host
    @two-hosts
    Scenario: The old place is its migration's
      Given a server is running on host A
      When the owner resizes the server
      Then the server should be resized and not confirmed
      And host A's usage should count the server's migration

    @LD-78.confirmed
    @exclusive-host
    @two-hosts
    Scenario: Confirming it frees the old host
      Given a server is resized from host A to host B and not confirmed
      When the owner confirms the resize of the server
      Then host A should be used as much as before the server was created
      And host B's usage should count only the server

    @LD-78.reverted
    @bug-1785776
    @exclusive-host
    @two-hosts
    Scenario: Reverting it frees the new host
      Given a server is resized from host A to host B and not confirmed
      When the owner reverts the resize of the server
      Then host B should be used as much as before the server was created
      And host A's usage should count only the server
