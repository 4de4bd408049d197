Feature: The conductor is down
  A local delete is the API's own work. It needs no conductor, and no host.

  Rule: An outage elsewhere leaves no delete half done

    @LD-132
    @exclusive-host
    @conductor-control
    Scenario: A local delete needs no conductor
      Given a server is running on a host
      And the operator has forced the host down
      And the conductor is stopped
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
