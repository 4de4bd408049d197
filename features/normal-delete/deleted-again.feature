Feature: Deleting again once the host counts as down
  The owner need not wait for the host. As soon as it counts as down, a second delete is a local
  one.

  Rule: A host that is up deletes its servers itself, disabled or not

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
