Feature: Placement fails while a server waits for its host
  A server may hold a claim before any host knows of it. If Placement fails in that moment, the
  delete still succeeds, and the claim stays: no host knows whose it was, so none will ever heal
  it.

  Rule: A delete that meets trouble with Placement ends in a known way

    @LD-44.deleted
    @exclusive-host
    @placement-error
    @held-build
    Scenario: The delete leaves the claim behind
      Given a server has only a claim on a host
      And Placement answers Nova with error 503
      When the owner deletes the server
      Then the server should be gone
      And the host's usage should still count the server

    @LD-44.kept
    @exclusive-host
    @placement-error
    @held-build
    Scenario: The host does not heal it
      Given a server has only a claim on a host
      And the server was deleted while Placement answered with an error
      When the host checks its allocations
      Then the host's usage should still count the server
