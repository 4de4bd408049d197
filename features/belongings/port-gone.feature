Feature: A port that is gone already
  A port that its owner has deleted before does not stop the delete of the server.

  Rule: Ports, volumes and images are deleted or given back with their server

    @LD-49
    @exclusive-host
    Scenario: The owner deleted the port before
      Given a server with a port made by the owner is running on a host
      And the operator has forced the host down
      And the owner has deleted the port
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
