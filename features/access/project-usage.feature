Feature: Reading a project's usage in Placement
  The members of a project may read what it uses. Nobody else's.

  Rule: Only those allowed may delete, and a refused request changes nothing

    @LD-114.own
    Scenario: The owner reads the project's usage
      Given a server is running on a host
      When the owner reads the owner's usage in Placement
      Then the owner's usage in Placement should count the server

    @LD-114.other
    @stranger
    Scenario: A stranger reads the project's usage
      Given a server is running on a host
      When the stranger reads the owner's usage in Placement
      Then the request should be refused: not allowed
