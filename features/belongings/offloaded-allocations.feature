Feature: What offloading a server frees
  As soon as a server shows as offloaded, it no longer holds anything on its former host: whoever
  relies on what is shown finds the place free.

  Rule: Ports, volumes and images are deleted or given back with their server

    @LD-56
    @bug-1798688
    @keeps-shelved
    Scenario: An offloaded server holds nothing
      Given a server is running on a host
      And the owner has shelved the server
      When the operator offloads the server
      Then the server should be shelved and offloaded
      And the server should hold no allocations

    @LD-55.unbound
    @bug-1983471
    @since-2024.1
    Scenario: The offloaded server's port leaves the host
      Given a server with a port made by Nova is running on a host
      And the owner has shelved the server
      When the operator offloads the server
      Then the server should be shelved and offloaded
      And the port should be bound to no host
