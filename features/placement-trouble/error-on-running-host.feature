Feature: Placement answers a running host with an error
  On a host that is up, the host itself gets the error. The delete was accepted before, so the
  owner gets no answer about it; the server ends in error.

  Rule: A delete that meets trouble with Placement ends in a known way

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
