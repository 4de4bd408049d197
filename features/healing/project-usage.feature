Feature: A leak in the books of the project
  Placement counts a leak for the project that owned the server. Nova's quota counts servers, and
  forgets the deleted one.

  Rule: What leaked is healed when the host's compute service returns

    @LD-33.leaked
    @exclusive-host
    @compute-control
    @placement-refused
    Scenario: The leak counts in Placement only
      Given a server is running on a host
      And the host is stopped
      And Nova cannot reach Placement
      When the owner deletes the server
      Then the owner's usage in Placement should still count the server
      And the owner's quota should no longer count the server

    @LD-33.healed
    @exclusive-host
    @compute-control
    @placement-refused
    Scenario: The project's usage is healed too
      Given a server on a stopped host was deleted while Nova could not reach Placement
      And the host's usage still counts the server
      When the host's compute service starts
      Then the owner's usage in Placement should no longer count the server
