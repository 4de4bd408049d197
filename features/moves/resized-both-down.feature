Feature: Both hosts of a resized server are down
  The delete fails, as the old host cannot confirm the resize. When both hosts are back the server
  is deleted, but its migration's place on the old host stays taken until an operator frees it.

  Rule: A server that moves is counted correctly on both hosts

    @LD-133.failed
    @exclusive-host
    @two-hosts
    @compute-control
    @all-hosts
    Scenario: No host is there to confirm
      Given a server is resized from host A to host B and not confirmed
      And each host is stopped
      When the owner deletes the server
      Then the request should be refused: server error
      And host A's usage should still count the server's migration
      And host B's usage should still count the server

    @LD-133.left
    @exclusive-host
    @two-hosts
    @compute-control
    @all-hosts
    Scenario: The migration's place stays taken afterwards
      Given a server is resized from host A to host B and not confirmed
      And each host is stopped
      And the owner's delete of the server failed while its old host did not answer
      When each host's compute service starts
      Then the server should be gone
      And host A's usage should still count the server's migration

    @LD-133.removed
    @exclusive-host
    @two-hosts
    @compute-control
    @all-hosts
    Scenario: The operator removes the migration's share
      Given a server is resized from host A to host B and not confirmed
      And each host is stopped
      And the owner's delete of the server failed while its old host did not answer
      And each host's compute service has started again
      When the operator deletes the allocations of the server's migration
      Then each host should be used as much as before the server was created
