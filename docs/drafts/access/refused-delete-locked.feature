Feature: A refused delete and the server's volume
  A lock keeps the server and everything that is attached to it.

  Rule: Only those allowed may delete, and a refused request changes nothing

    @LD-115.locked
    @volumes
    Scenario: The locked server keeps its volume
      Given a server with a data volume is running on a host
      And the owner has locked the server
      When the owner deletes the server
      Then the request should be refused: in conflict
      And the server should be left as it was
      And the volume should be in use
