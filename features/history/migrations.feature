Feature: The migrations of a deleted server
  When a server is deleted, its migrations disappear from the list.

  Rule: What happened to a server stays on record

    @LD-126
    @exclusive-host
    @two-hosts
    Scenario: The deleted server's migration is unlisted
      Given a server is resized from host A to host B and not confirmed
      And the owner has deleted the server
      When the operator lists the migrations
      Then the list should not show the server's migration
