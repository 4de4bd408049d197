Feature: A host that died a moment ago
  Until its heartbeat is too old, a dead host counts as up. A delete is passed on to it and waits
  there, with everything the server holds, until the host returns or the owner asks again.

  Rule: A host that is up deletes its servers itself, disabled or not

    @LD-20.kept
    @exclusive-host
    @compute-control
    Scenario: The delete waits for the host
      Given a server is running on a host
      And the host has only just stopped
      When the owner deletes the server
      Then the server should be marked for deletion
      And the host's usage should still count the server

    @LD-20.resumed
    @exclusive-host
    @compute-control
    Scenario: The returning host finishes the delete
      Given a server is running on a host
      And the host has only just stopped
      And the owner's delete of the server is in progress
      When the host's compute service starts
      Then the server should be gone
      And the host should be used as much as before the server was created
