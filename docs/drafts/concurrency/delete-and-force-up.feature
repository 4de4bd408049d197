Feature: Deleting while the operator forces the host up
  What comes first decides whether the delete is local or normal. The result is the same.

  Rule: The books stay right when much happens at once

    @LD-119
    @exclusive-host
    Scenario: The host is forced up meanwhile
      Given a server is running on a host
      And the operator has forced the host down
      When the owner deletes the server while the operator forces the host up
      Then the server should be gone
      And the host should be used as much as before the server was created
