Feature: A volume of a server that found no host
  The volume was reserved for the server before a host was looked for. It is free again when the
  server is deleted.

  Rule: A server that never reached a host leaves nothing behind

    @LD-59
    @bug-1404867
    @volumes
    Scenario: The failed server's volume is freed
      Given a server with a root volume is in error because no host could take it
      When the owner deletes the server
      Then the server should be gone
      And the volume should be free
