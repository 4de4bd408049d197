Feature: Deleting a server whose resize is not confirmed
  Until the resize is confirmed there are two places: the server holds the new one, and its
  migration the old one. The delete frees both.

  Rule: A server that moves is counted correctly on both hosts

    @LD-78
    @exclusive-host
    @two-hosts
    Scenario: Both of its hosts are up
      Given a server is resized from host A to host B and not confirmed
      When the owner deletes the server
      Then the server should be gone
      And each host should be used as much as before the server was created
