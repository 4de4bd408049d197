Feature: Healing and a server that is being built
  A server has its allocation before the host knows of it. Healing in that moment must not take it
  away.

  Rule: What leaked is healed when the host's compute service returns

    @LD-28
    @bug-1729371
    @exclusive-host
    @held-build
    @embedded-only.held-build
    @race
    Scenario: A server being built stays counted
      Given a server is on its way to a host
      When the host checks its allocations
      Then the host's usage should still count the server

    @LD-28.claimed
    @bug-1729371
    @exclusive-host
    @held-build
    Scenario: A server with only a claim stays counted
      Given a server has only a claim on a host
      When the host checks its allocations
      Then the host's usage should still count the server
