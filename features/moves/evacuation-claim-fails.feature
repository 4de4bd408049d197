Feature: An evacuation that the new host gives up
  The new host finds that it cannot take the server after all. What was claimed there is given
  back; the server is in error, and still counted on its old host.

  Rule: A server that moves is counted correctly on both hosts

    @LD-88
    @bug-1713786
    @exclusive-host
    @two-hosts
    @neutron-error
    Scenario: The new host cannot take it
      Given a server with a port made by Nova is running on host A
      And the operator has forced host A down
      And Neutron refuses to bind ports
      When the operator evacuates the server to host B
      Then host A's usage should still count the server
      And host B should be used as much as before the server was created
