Feature: Deleting a server by force on a host that is down
  A forced delete works whatever the server is busy with. On a host that is down it is a local
  delete like any other, finished when it is answered.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-74.busy
    @bug-1741000
    @exclusive-host
    @compute-control
    Scenario: The server is being deleted already
      Given a server is running on a host
      And the host has only just stopped
      And the owner's delete of the server is in progress
      And the host is stopped
      When the owner force-deletes the server
      Then the server should be gone at once

    @LD-75
    @exclusive-host
    Scenario: The host of the server is down
      Given a server is running on a host
      And the operator has forced the host down
      When the owner force-deletes the server
      Then the server should be gone at once
      And the host should be used as much as before the server was created
