Feature: Evacuating a server from a dead host
  The server gets a new place while the old one stays counted, since nobody on the old host can say
  that the guest is gone. When the old host returns, it gives its share back.

  Rule: A server that moves is counted correctly on both hosts

    @LD-85.both
    @exclusive-host
    @two-hosts
    @compute-control
    Scenario: Both hosts carry the evacuated server
      Given a server is running on host A
      And host A is stopped
      When the operator evacuates the server to host B
      Then the server should be running
      And host A's usage should still count the server
      And host B's usage should count the server

    @LD-85.returned
    @bug-1709902
    @bug-1721652
    @exclusive-host
    @two-hosts
    @compute-control
    Scenario: The old host gives its share back
      Given a server is running on host A
      And host A is stopped
      And the operator has evacuated the server to host B
      When host A's compute service starts
      Then host A should be used as much as before the server was created
      And host B's usage should still count the server
