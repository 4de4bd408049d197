Feature: Deleting a server while its host builds it
  The host notices the delete in the middle of its work, and clears away what it has built so far.

  Rule: A server that never reached a host leaves nothing behind

    @LD-65
    @exclusive-host
    @held-build
    Scenario: The server is deleted while building
      Given a server is being built on a host
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
