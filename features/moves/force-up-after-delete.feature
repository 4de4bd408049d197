Feature: Forcing a host up after the evacuated server was deleted
  Once the server is deleted, its evacuation no longer keeps the old host from being forced up.

  Rule: A server that moves is counted correctly on both hosts

    @LD-92
    @exclusive-host
    @two-hosts
    Scenario: The evacuated server is gone already
      Given a server is running on host A
      And the operator has forced host A down
      And the operator has evacuated the server to host B
      And the owner has deleted the server
      When the operator forces host A up
      Then host A should be up
