Feature: Placement answers a local delete with an error
  When Placement answers, but with an error, Nova stops the delete half way: the ports are gone,
  the server is not. A second try completes it.

  Rule: A delete that meets trouble with Placement ends in a known way

    @exclusive-host
    @placement-error
    Scenario Outline: Placement answers with error <code>
      Given a server is running on a host
      And the operator has forced the host down
      And Placement answers Nova with error <code>
      When the owner deletes the server
      Then the request should be refused: in conflict
      And the server should be marked for deletion

      @LD-38.internal
      Examples:
        | code |
        | 500  |

      @LD-38.unavailable
      Examples:
        | code |
        | 503  |

    @LD-38.ports
    @exclusive-host
    @placement-error
    Scenario: The ports are already gone
      Given a server with a port made by Nova is running on a host
      And the operator has forced the host down
      And Placement answers Nova with error 503
      When the owner deletes the server
      Then the request should be refused: in conflict
      And the port should be gone

    @LD-38.again
    @exclusive-host
    @placement-error
    Scenario: The owner tries the delete again
      Given a server is running on a host
      And the operator has forced the host down
      And the owner's delete of the server failed while Placement answered with an error
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
