Feature: Reading a project's usage in Placement
  A member of a project may read what that project uses, and not what another project uses.

  Rule: What can be read is true, and shown only to those who may see it

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
