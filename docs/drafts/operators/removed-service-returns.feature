Feature: A removed service that is started again
  The host does not know that it was removed. Since 2024.1 it refuses to start while its hypervisor
  still has guests; before it simply came back.

  Rule: What an operator does to a host keeps the books right

    @LD-104.refused
    @since-2024.1
    @exclusive-host
    @two-hosts
    @compute-control
    @removes-host
    Scenario: The removed host refuses to start
      Given a server is running on host A
      And host A is stopped
      And the operator has evacuated the server to host B
      And the operator has removed host A's compute service
      When host A's compute service starts
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
      When host A's compute service starts
      Then host A should be up
