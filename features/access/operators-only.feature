Feature: What only an operator may do
  Hosts and their providers are for the operator alone. A member of a project may neither see nor
  change them.

  Rule: Only an operator may see or change hosts, and a refused request changes nothing

    Scenario Outline: An owner may not <deed>
      Given a server is running on a host
      When <attempt>
      Then the request should be refused: not allowed
      And the server should be left as it was

      @LD-113.list
      Examples:
        | deed          | attempt                      |
        | list services | the owner lists the services |

      @LD-113.force-down
      @exclusive-host
      Examples:
        | deed       | attempt                        |
        | force down | the owner forces the host down |

      @LD-113.provider
      @exclusive-host
      Examples:
        | deed           | attempt                             |
        | read providers | the owner reads the host's provider |

      @LD-113.evacuate
      Examples:
        | deed     | attempt                        |
        | evacuate | the owner evacuates the server |
