Feature: Deleting a server while it is evacuated
  The old host is down, so the delete is local and takes the claim of the new host with it. The new
  host gives up.

  Rule: A server that moves is counted correctly on both hosts

    @LD-129
    @exclusive-host
    @two-hosts
    @compute-control
    @held-build
    Scenario: The evacuation is still under way
      Given a server is running on host A
      And host A is stopped
      And the server is being evacuated to host B
      When the owner deletes the server
      Then the server should be gone
      And each host should be used as much as before the server was created

    @LD-129.given-up
    @exclusive-host
    @two-hosts
    @compute-control
    @held-build
    Scenario: The new host gives the evacuation up
      Given a server is running on host A
      And host A is stopped
      And the server is being evacuated to host B
      And the owner has deleted the server
      When host B's compute service starts
      Then each host should be used as much as before the server was created
