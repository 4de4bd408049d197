Feature: Deleting without a valid token
  A request that does not say who is asking is turned away before anything is looked up.

  Rule: Only those allowed may delete, and a refused request changes nothing

    Scenario Outline: The owner deletes with <token>
      Given a server is running on a host
      When the owner deletes the server with <token>
      Then the request should be refused: not signed in
      And the server should be left as it was

      @LD-106.none
      Examples:
        | token    |
        | no token |

      @LD-106.bad
      Examples:
        | token       |
        | a bad token |

      @LD-106.revoked
      Examples:
        | token           |
        | a revoked token |

      @LD-106.expired
      @expired-token
      Examples:
        | token            |
        | an expired token |
