Feature: Deleting while the host's heartbeat returns
  The host comes back just as its server is deleted. The delete is either local or normal, and the
  result is the same.

  Rule: The books stay right when much happens at once

    @LD-120
    @exclusive-host
    @compute-control
    @race
    Scenario: The heartbeat returns during the delete
      Given a server is running on a host
      And the host is stopped
      When the owner deletes the server while the host's compute service starts
      Then the server should be gone
      And the host should be used as much as before the server was created
