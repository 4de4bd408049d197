Feature: A delete that is refused changes nothing
  Whatever the reason, a refused delete leaves the server, what it holds and what is attached to it
  as they were.

  Rule: Only those allowed may delete, and a refused request changes nothing

    Scenario Outline: The <person>'s delete is refused outright
      Given a server with a port made by the owner is running on a host
      When the <person> deletes the server
      Then the request should be refused: <refusal>
      And the server should be left as it was
      And the port should be in use

      @LD-115.reader
      @since-2023.1
      @reader
      Examples:
        | person | refusal     |
        | reader | not allowed |

      @LD-115.stranger
      @stranger
      Examples:
        | person   | refusal   |
        | stranger | not found |

    @LD-115.locked
    @volumes
    Scenario: The locked server keeps its volume
      Given a server with a data volume is running on a host
      And the owner has locked the server
      When the owner deletes the server
      Then the request should be refused: in conflict
      And the server should be left as it was
      And the volume should be in use
