Feature: A removed service that is started again
  The host does not know that it was removed. Without guests it comes back as a new host. Since 2024.1
  it refuses to start while its hypervisor still has guests; before it simply came back.

  Rule: What an operator does to a host keeps the books right

    @LD-104.refused
    @since-2024.1
    @exclusive-host
    @two-hosts
    @compute-control
    @removes-host
    @embedded-only.guests
    Scenario: The removed host refuses to start
      Given a server is running on host A
      And host A is stopped
      And the operator has evacuated the server to host B
      And the operator has removed host A's compute service
      When host A's compute service is told to start
      Then host A's compute service should refuse to run

    @LD-104.returned
    @until-2023.1
    @exclusive-host
    @two-hosts
    @compute-control
    @removes-host
    Scenario: The removed host simply comes back
      Given a server is running on host A
      And host A is stopped
      And the operator has evacuated the server to host B
      And the operator has removed host A's compute service
      When host A's compute service is told to start
      Then host A should come up

    @LD-104.without-guests
    @exclusive-host
    @compute-control
    @removes-host
    Scenario: A removed host without guests comes back
      Given a host is up
      And the host is stopped
      And the operator has removed the host's compute service
      When the host's compute service is told to start
      Then the host should come up

    @LD-104.deleted-guest
    @since-2024.1
    @exclusive-host
    @compute-control
    @removes-host
    @embedded-only.guests
    Scenario: A deleted server's guest is still there
      Given a server is running on a host
      And the host is stopped
      And the owner has deleted the server
      And the operator has removed the host's compute service
      When the host's compute service is told to start
      Then the host's compute service should refuse to run
