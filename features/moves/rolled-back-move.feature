Feature: A move that is rolled back after the delete
  Rolling back gives the old place to a server that is not there any more. Nova still does this; the
  old host heals it when it next looks.

  Rule: A server that moves is counted correctly on both hosts

    @LD-84.returned
    @bug-1848343
    @exclusive-host
    @two-hosts
    @compute-control
    @held-build
    Scenario: The rollback brings the allocation back
      Given a server is moving from host A to host B
      And host A is stopped
      And the owner has deleted the server
      When host B's compute service starts
      Then host A's usage should count the server

    @LD-84.healed
    @exclusive-host
    @two-hosts
    @compute-control
    @held-build
    Scenario: The source heals the rolled-back allocation
      Given a server is moving from host A to host B
      And host A is stopped
      And the owner has deleted the server
      And host B's compute service has started again
      When host A's compute service starts
      Then each host should be used as much as before the server was created
