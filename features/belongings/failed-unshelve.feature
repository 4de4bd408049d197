Feature: An unshelve that fails
  An offloaded server holds no allocations. To unshelve it, Nova chooses a host and claims
  resources there. If Neutron then refuses to bind the ports of the server, the claim is given
  back, and the server stays offloaded. Zed leaves the ports bound to the former host, so that
  there may be nothing to bind.

  Rule: Ports, volumes and images are deleted or given back with their server

    @LD-94
    @bug-1713796
    @bug-1862633
    @since-2024.1
    @exclusive-host
    @neutron-error
    Scenario: Neutron refuses to bind its port
      Given a server with a port made by Nova is running on a host
      And the operator has offloaded the server
      And Neutron refuses to bind ports
      When the owner unshelves the server
      Then the server should be shelved and offloaded
      And each host should be used as much as before the server was created
