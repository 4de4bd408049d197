Feature: Evacuating is the operator's
  A member of a project may not decide where a server goes when its host has died.

  Rule: Only those allowed may delete, and a refused request changes nothing

    @LD-113.evacuate
    Scenario: An owner may not evacuate servers
      Given a server is running on a host
      When the owner evacuates the server
      Then the request should be refused: not allowed
      And the server should be left as it was
