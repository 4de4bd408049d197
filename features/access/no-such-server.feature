Feature: Deleting what is not there
  An id that never belonged to a server, one that is malformed, and the id of a server that is gone
  all get the same answer: there is no such server.

  Rule: Only those allowed may delete, and a refused request changes nothing

    Scenario Outline: The owner tries to delete <something>
      Given a server is running on a host
      When the owner deletes <something>
      Then the request should be refused: not found
      And the server should be left as it was

      @LD-112.unknown
      Examples:
        | something               |
        | a server that never was |

      @LD-112.malformed
      Examples:
        | something                    |
        | a server with a malformed id |

    @LD-112.twice
    Scenario: The server was deleted once before
      Given a server is running on a host
      And the owner has deleted the server
      When the owner deletes the server
      Then the request should be refused: not found
