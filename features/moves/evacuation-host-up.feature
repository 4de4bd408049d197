Feature: Evacuating from a host that is up
  A host that is up still runs its servers. Evacuating one of them would build it a second time
  elsewhere, and is refused.

  Rule: A server that moves is counted correctly on both hosts

    @LD-89
    Scenario: The host is up and running
      Given a server is running on a host
      When the operator evacuates the server
      Then the request should be refused: invalid
      And the server should be left as it was
