Feature: Deleting a server that is shelved and offloaded
  An offloaded server has no host, so there is nobody to ask. It is deleted at once, with all that
  it still holds.

  Rule: Ports, volumes and images follow the server

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

    @LD-55.unbound
    @bug-1983471
    @since-2024.1
    Scenario: The offloaded server's port leaves the host
      Given a server with a port made by Nova is running on a host
      And the owner has shelved the server
      When the operator offloads the server
      Then the server should be shelved and offloaded
      And the port should be bound to no host
