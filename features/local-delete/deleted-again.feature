Feature: Deleting again once the host counts as down
  A delete that was passed on to a dying host does not have to wait for it. As soon as the host
  counts as down, a second delete is a local one.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-21
    @exclusive-host
    @compute-control
    Scenario: The second delete finds it down
      Given a server is running on a host
      And the host has only just stopped
      And the owner's delete of the server is in progress
      And the host is stopped
      When the owner deletes the server
      Then the server should be gone at once
