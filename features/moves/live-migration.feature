Feature: A live migration that does not finish
  Whether it is aborted or rolled back, the server stays on its old host and holds only that place.
  Deleting it frees everything.

  Rule: A server that moves is counted correctly on both hosts

    @LD-93.aborted
    @bug-1714237
    @exclusive-host
    @two-hosts
    Scenario: The live migration is aborted midway
      Given a server is live-migrating from host A to host B
      When the operator aborts the live migration of the server
      Then the server should be running
      And host A's usage should still count the server
      And host B should be used as much as before the server was created

    @LD-93.rolled-back
    @bug-1715182
    @exclusive-host
    @two-hosts
    @neutron-error
    Scenario: The live migration is rolled back
      Given a server with a port made by Nova is running on host A
      And Neutron refuses to bind ports
      When the operator live-migrates the server to host B
      Then the server should be running
      And host A's usage should still count the server
      And host B should be used as much as before the server was created

    @LD-93.deleted
    @exclusive-host
    @two-hosts
    Scenario: The server is deleted after the abort
      Given a server is live-migrating from host A to host B
      And the operator has aborted the live migration of the server
      When the owner deletes the server
      Then the server should be gone
      And each host should be used as much as before the server was created
