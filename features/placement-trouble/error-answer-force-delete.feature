Feature: Placement answers a forced delete with an error
  A forced delete goes the same way but reports the same trouble less kindly: as an error of the
  server.

  Rule: Trouble with Placement during a delete is reported as Nova reports it

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
