Feature: Deleting by force on a host that is down
  By force or not, the delete is a local one, and finished when it is answered.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-75
    @exclusive-host
    Scenario: A forced delete on a down host
      Given a server is running on a host
      And the operator has forced the host down
      When the owner force-deletes the server
      Then the server should be gone at once
      And the host should be used as much as before the server was created
