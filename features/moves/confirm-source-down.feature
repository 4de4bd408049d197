Feature: Confirming a resize while the old host is down
  Nova sees that the old host cannot answer, and refuses at once. The resize can be confirmed
  later.

  Rule: A server that moves is counted correctly on both hosts

    @LD-81
    @bug-1855927
    @exclusive-host
    @two-hosts
    Scenario: The source cannot confirm the resize
      Given a server is resized from host A to host B and not confirmed
      And the operator has forced host A down
      When the owner confirms the resize of the server
      Then the request should be refused: in conflict
      And the server should be resized and not confirmed
