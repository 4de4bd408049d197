Feature: The new host of a resized server is down
  The old host still confirms the resize; then the delete is local, and both places are free.

  Rule: A server that moves is counted correctly on both hosts

    @LD-79
    @exclusive-host
    @two-hosts
    Scenario: The destination is down meanwhile
      Given a server is resized from host A to host B and not confirmed
      And the operator has forced host B down
      When the owner deletes the server
      Then the server should be gone
      And each host should be used as much as before the server was created
