Feature: A host that returns with a new identity
  A host that was installed again has a new provider. It does not look at the old one, and a leak
  there stays.

  Rule: What leaked is healed when the host's compute service returns

    @LD-36
    @exclusive-host
    @compute-control
    @placement-refused
    @node-identity
    Scenario: The host returns as a new one
      Given a server on a stopped host was deleted while Nova could not reach Placement
      And the host's usage still counts the server
      When the host's compute service starts with a new identity
      Then the host's old provider should still count the server
