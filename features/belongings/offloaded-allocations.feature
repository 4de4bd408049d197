Feature: What an offloaded server holds
  As soon as a server is seen as offloaded, its place is free: whoever trusts the status must not be
  disappointed.

  Rule: Ports, volumes and images follow the server

    @LD-56
    @bug-1798688
    @keeps-shelved
    Scenario: An offloaded server holds nothing
      Given a server is running on a host
      And the owner has shelved the server
      When the operator offloads the server
      Then the server should be shelved and offloaded
      And the server should hold no allocations
