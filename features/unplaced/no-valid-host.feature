Feature: Deleting a server that found no host
  No host could take the server, so no host takes part in its delete. The delete gives back what
  the quota counted.

  Rule: A server that never reached a host leaves nothing behind

    @LD-58
    @bug-1670627
    Scenario: No host could take the server
      Given a server is in error because no host could take it
      When the owner deletes the server
      Then the server should be gone
      And the owner's quota should no longer count the server

    @LD-58.together
    @exclusive-host
    Scenario: No room for all of them
      Given server blue fills a host
      And the owner has deleted server blue
      When the operator creates servers green and red on the host with one request
      Then servers green and red should be in error because no host could take them
      And the host should be used as much as before servers green and red were created
