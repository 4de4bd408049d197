Feature: Removing a host after its servers were evacuated
  The dead host is given up for good. The share that the evacuated server left there goes with the
  provider.

  Rule: What an operator does to a host keeps the books right

    @LD-102
    @bug-1829479
    @exclusive-host
    @two-hosts
    @compute-control
    @removes-host
    Scenario: The evacuated server left its share
      Given a server is running on host A
      And host A is stopped
      And the operator has evacuated the server to host B
      When the operator removes host A's compute service
      Then host A's provider should be gone
      And host B's usage should still count the server
