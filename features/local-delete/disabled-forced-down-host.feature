Feature: A host both disabled and forced down
  Whether a delete is a local one depends on whether the host is down. That the host is disabled as
  well changes nothing.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-16.deleted
    @exclusive-host
    Scenario: The disabled host is forced down
      Given a server is running on a host
      And the operator has disabled the host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
