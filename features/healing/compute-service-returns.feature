Feature: A host returns after its servers were deleted
  When Nova cannot reach Placement, a local delete still removes the server, but what it held stays
  counted on the host: a leak. The host's own compute service puts that right. Before it reports up
  again it compares its allocations with its servers, and removes those whose server is gone. Until
  bug 1679750 was fixed, nothing else did.

  Rule: What leaked is healed when the host's compute service returns

    @LD-22
    @bug-1707071
    @exclusive-host
    @compute-control
    @placement-refused
    Scenario: The compute service starts again
      Given a server on a stopped host was deleted while Nova could not reach Placement
      And the host's usage still counts the server
      When the host's compute service starts
      Then the host should be used as much as before the server was created
