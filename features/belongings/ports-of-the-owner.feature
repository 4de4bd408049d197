Feature: Ports that the owner made
  A port that was there before the server stays. It is attached to nothing, and can be given to the
  next server.

  Rule: Ports, volumes and images are deleted or given back with their server

    @LD-47.kept
    @exclusive-host
    Scenario: A port of the owner stays
      Given a server with a port made by the owner is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the port should be free

    @LD-47.second-port
    @exclusive-host
    Scenario: Two ports of the owner stay
      Given a server with two ports made by the owner is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the ports should be free

    @LD-47.reused
    @exclusive-host
    @two-hosts
    Scenario: The port serves the next server
      Given server blue with a port made by the owner is running on a host
      And the operator has forced the host down
      And the owner has deleted server blue
      When the owner creates server green with the port
      Then server green should be running
      And the port should be in use
