Feature: Deleting a server while it is evacuated
  The old host is down, so the delete is local and takes the claim of the new host with it. The new
  host gives up.

  Rule: A server that moves is counted correctly on both hosts

    @LD-129
    @exclusive-host
    @two-hosts
    @held-build
    Scenario: The evacuation is still under way
      Given a server is running on host A
      And the operator has forced host A down
      And the server is being evacuated from host A to host B
      When the owner deletes the server
      Then the server should be gone
      And each host should be used as much as before the server was created
