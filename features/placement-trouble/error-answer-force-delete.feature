Feature: Placement answers a forced delete with an error
  The same trouble stops a forced delete. A delete without force is refused as a conflict; a forced
  one is answered with a server error.

  Rule: A delete that meets trouble with Placement ends in a known way

    @LD-39
    @exclusive-host
    @placement-error
    Scenario: A forced delete meets the error
      Given a server is running on a host
      And the operator has forced the host down
      And Placement answers Nova with error 503
      When the owner force-deletes the server
      Then the request should be refused: server error
      And the server should be marked for deletion
