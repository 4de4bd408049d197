Feature: Listing deleted servers
  An operator may list the servers that are gone and see when each of them ended. It makes no
  difference whether the host or the API deleted the server. A member of the project may not list
  them.

  Rule: What happened to a server stays on record

    @LD-124.operator
    Scenario: The operator lists the deleted servers
      Given a server is running on a host
      And the owner has deleted the server
      When the operator lists the deleted servers
      Then the list should show the server as deleted
      And the list should tell when the server ended

    @LD-124.local
    @exclusive-host
    Scenario: A local delete is listed too
      Given a server is running on a host
      And the operator has forced the host down
      And the owner has deleted the server
      When the operator lists the deleted servers
      Then the list should show the server as deleted
      And the list should tell when the server ended

    @LD-124.owner
    Scenario: The owner lists the deleted servers
      Given a server is running on a host
      And the owner has deleted the server
      When the owner lists the deleted servers
      Then the request should be refused: not allowed
