Feature: Deleting while the operator forces the host up
  Whether the delete turns out local or normal depends on who is first. The outcome does not.

  Rule: The books stay right when much happens at once

    @LD-119
    @exclusive-host
    Scenario: The host is forced up meanwhile
      Given a server is running on a host
      And the operator has forced the host down
      When the owner deletes the server while the operator forces the host up
      Then the server should be gone
      And the host should be used as much as before the server was created
