Feature: An unshelve that fails
  An offloaded server holds nothing. To bring it back a host is chosen and something is claimed there;
  when the host cannot bind its ports, that is given back, and the server is as it was. Zed leaves the
  ports bound to the former host, where there may be nothing to bind.

  Rule: Ports, volumes and images follow the server

    @LD-94
    @bug-1713796
    @bug-1862633
    @since-2024.1
    @exclusive-host
    @neutron-error
    Scenario: Neutron does not let it come back
      Given a server with a port made by Nova is running on a host
      And the operator has offloaded the server
      And Neutron refuses to bind ports
      When the owner unshelves the server
      Then the server should be shelved and offloaded
      And each host should be used as much as before the server was created
