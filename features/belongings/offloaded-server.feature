Feature: Deleting a server that is shelved and offloaded
  An offloaded server has no host that could be asked. The API deletes it by itself, at once, with
  all that the server still has.

  Rule: Ports, volumes and images are deleted or given back with their server

    @LD-55.volume
    @bug-1675570
    @volumes
    Scenario: The offloaded server frees its volume
      Given a server with a data volume is running on a host
      And the owner has shelved the server
      And the operator has offloaded the server
      When the owner deletes the server
      Then the server should be gone at once
      And the volume should be free

    @LD-55.port
    Scenario: The offloaded server loses its port
      Given a server with a port made by Nova is running on a host
      And the owner has shelved the server
      And the operator has offloaded the server
      When the owner deletes the server
      Then the server should be gone at once
      And the port should be gone
