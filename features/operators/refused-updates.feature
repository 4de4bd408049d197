Feature: Updates of a host that make no sense
  A request that makes no sense is refused, and leaves the host as it was.

  Rule: What an operator does to a host keeps the books right

    @exclusive-host
    Scenario Outline: The operator's update has <mistake>
      Given a host is up
      When the operator updates the host with <mistake>
      Then the request should be refused: <refusal>
      And the host should be left as it was

      @LD-96.malformed-id
      Examples:
        | mistake        | refusal |
        | a malformed id | invalid |

      @LD-96.unknown-id
      Examples:
        | mistake       | refusal   |
        | an unknown id | not found |

      @LD-96.empty
      Examples:
        | mistake   | refusal |
        | no change | invalid |

      @LD-96.reason
      Examples:
        | mistake               | refusal |
        | a reason for enabling | invalid |

      @LD-96.status
      Examples:
        | mistake           | refusal |
        | an unknown status | invalid |

      @LD-96.number
      Examples:
        | mistake             | refusal |
        | a number for a flag | invalid |

      @LD-96.scheduler
      @bug-1805164
      Examples:
        | mistake               | refusal |
        | the id of a scheduler | invalid |

      @LD-96.too-old
      Examples:
        | mistake                         | refusal |
        | force-down at microversion 2.10 | invalid |
