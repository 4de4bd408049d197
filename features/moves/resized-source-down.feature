Feature: The old host of a resized server is down
  The delete asks the old host to confirm the resize, and gives up when no answer comes. When the
  host is back it confirms, but the delete is forgotten: the server runs on and has to be deleted
  once more.

  Rule: A server that moves is counted correctly on both hosts

    @LD-80.failed
    @exclusive-host
    @two-hosts
    @compute-control
    Scenario: The source host does not answer
      Given a server is resized from host A to host B and not confirmed
      And host A is stopped
      When the owner deletes the server
      Then the request should be refused: server error
      And host A's usage should still count the server's migration
      And host B's usage should still count the server

    @LD-80.confirmed
    @exclusive-host
    @two-hosts
    @compute-control
    Scenario: The second delete only confirms the resize
      Given a server is resized from host A to host B and not confirmed
      And host A is stopped
      And the owner's delete of the server failed while its old host did not answer
      And host A's compute service has started again
      When the owner deletes the server
      Then the server should be running

    @LD-80.deleted
    @exclusive-host
    @two-hosts
    @compute-control
    Scenario: The third delete removes the server
      Given a server is resized from host A to host B and not confirmed
      And the owner's delete of the server has only confirmed its resize
      When the owner deletes the server
      Then the server should be gone
      And each host should be used as much as before the server was created
