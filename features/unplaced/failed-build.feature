Feature: A build that fails on its host
  A build that fails is tried again on the next host that the scheduler has chosen. What the server
  held on the host where it failed is freed, even if there is no other host left.

  Rule: A server that never reached a host leaves nothing behind

    @LD-64.rescheduled
    @bug-1712718
    @exclusive-host
    @two-hosts
    @all-hosts
    @held-build
    @neutron-error
    Scenario: The build moves on after failing
      Given a server is being built on host A
      When host A fails to build the server
      Then the server should be running
      And host A should be used as much as before the server was created
      And host B's usage should count the server

    @LD-64.given-up
    @bug-1837955
    @exclusive-host
    @neutron-error
    Scenario: The build fails on each host
      Given Neutron refuses to make ports
      When the owner creates a server
      Then the server should be in error
      And each host should be used as much as before the server was created

    @LD-64.aborted
    @exclusive-host
    @cinder-error
    @volumes
    Scenario: The build is aborted on its host
      Given Cinder refuses to attach volumes
      When the owner creates a server with a data volume
      Then the server should be in error
      And each host should be used as much as before the server was created
      And the volume should be free
