Feature: An evacuation that the new host refuses
  The new host finds that it cannot take the server after all. What was claimed there is given
  back; the server stays where it was.

  Rule: A server that moves is counted correctly on both hosts

    @LD-88
    @bug-1713786
    @exclusive-host
    @two-hosts
    @failing-host
    Scenario: The claim on the destination fails
      Given a server is running on host A
      And the operator has forced host A down
      And host B fails its next claim
      When the operator evacuates the server to host B
      Then host A's usage should still count the server
      And host B should be used as much as before the server was created
