Feature: A running host cannot reach Placement
  A host that cannot reach Placement does not finish the delete either: the server ends in error and
  keeps its allocation, until it is deleted again.

  Rule: A delete that meets trouble with Placement ends in a known way

    @LD-43.failed
    @exclusive-host
    @placement-refused
    Scenario: The running host cannot reach Placement
      Given a server is running on a host
      And Nova cannot reach Placement
      When the owner deletes the server
      Then the server should be in error
      And the host's usage should still count the server

    @LD-43.again
    @exclusive-host
    @placement-refused
    Scenario: The second delete reaches Placement
      Given a server is running on a host
      And the owner's delete of the server failed while Nova could not reach Placement
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
