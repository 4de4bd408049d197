Feature: Listing what has changed
  An owner who asks what has changed since a certain time also learns which servers are gone.

  Rule: What happened to a server stays on record

    @LD-125
    Scenario: The owner learns what was deleted
      Given a server is running on a host
      And the owner has deleted the server
      When the owner lists the servers changed since the delete
      Then the list should show the server as deleted
