Feature: Ports that Nova made
  A port that Nova made for a server is of no use without it, and is deleted with it.

  Rule: Ports, volumes and images are deleted or given back with their server

    @LD-46
    @exclusive-host
    Scenario: A port made by Nova goes
      Given a server with a port made by Nova is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the port should be gone

    @LD-46.second-port
    @exclusive-host
    Scenario: Two ports made by Nova go
      Given a server with two ports made by Nova is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the ports should be gone
