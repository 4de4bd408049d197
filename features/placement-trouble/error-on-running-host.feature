Feature: Placement answers a running host with an error
  On a host that is up the host itself meets the trouble. It cannot tell the owner any more; the
  server ends in error.

  Rule: Trouble with Placement during a delete is reported as Nova reports it

    @LD-42.failed
    @exclusive-host
    @placement-error
    Scenario: The running host gets an error
      Given a server is running on a host
      And Placement answers Nova with error 503
      When the owner deletes the server
      Then the server should be in error
      And the host's usage should still count the server

    @LD-42.again
    @exclusive-host
    @placement-error
    Scenario: The server in error is deleted
      Given a server is running on a host
      And the owner's delete of the server failed while Placement answered with an error
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
