Feature: Placement does not answer a local delete
  Nova does not wait for Placement for ever: after its time-out it gives up with an error. Later
  the delete can be repeated.

  Rule: A delete that meets trouble with Placement ends in a known way

    @LD-40.failed
    @exclusive-host
    @placement-hang
    Scenario: Placement hangs during the delete
      Given a server is running on a host
      And the operator has forced the host down
      And Placement does not answer Nova
      When the owner deletes the server
      Then the request should be refused: server error
      And the server should be marked for deletion

    @LD-40.again
    @exclusive-host
    @placement-hang
    Scenario: Placement answers the second delete
      Given a server is running on a host
      And the operator has forced the host down
      And the owner's delete of the server failed while Placement did not answer
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
