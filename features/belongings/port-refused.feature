Feature: Neutron refuses to delete a port
  Ports come first in a local delete. If one cannot be deleted, the delete ends there: nothing else
  is freed, and the owner may try again.

  Rule: Ports, volumes and images are deleted or given back with their server

    @LD-48.failed
    @exclusive-host
    @neutron-error
    Scenario: Neutron answers with an error
      Given a server with a port made by Nova is running on a host
      And the operator has forced the host down
      And Neutron answers Nova with error 500
      When the owner deletes the server
      Then the request should be refused: server error
      And the host's usage should still count the server

    @LD-48.again
    @exclusive-host
    @neutron-error
    Scenario: Neutron lets the second delete pass
      Given a server with a port made by Nova is running on a host
      And the operator has forced the host down
      And the owner's delete of the server failed while Neutron answered with an error
      When the owner deletes the server
      Then the server should be gone
      And the port should be gone

    @LD-48.quota
    @bug-1678326
    @exclusive-host
    @neutron-error
    Scenario: The quota still counts the server
      Given a server with a port made by Nova is running on a host
      And the operator has forced the host down
      And Neutron answers Nova with error 500
      When the owner deletes the server
      Then the request should be refused: server error
      And the owner's quota should still count the server
