Feature: Deleting a server whose resize is not confirmed
  Until the resize is confirmed the server holds two places: the new one itself, and the old one
  through its migration. Its delete frees both.

  Rule: A server that moves is counted correctly on both hosts

    @LD-78
    @exclusive-host
    @two-hosts
    Scenario: Both hosts of it are up
      Given a server is resized from host A to host B and not confirmed
      When the owner deletes the server
      Then the server should be gone
      And each host should be used as much as before the server was created
