Feature: Removing a compute service during a resize
  A resize that waits to be confirmed needs both hosts. Neither can be removed before.

  Rule: What an operator does to a host keeps the books right

    @LD-101
    @bug-1852610
    @exclusive-host
    @two-hosts
    @removes-host
    Scenario: A resize still needs the host
      Given a server is resized from host A to host B and not confirmed
      When the operator removes host A's compute service
      Then the request should be refused: in conflict
      And host A's provider should be left as it was
