Feature: Deleting a server in any state
  A local delete does not ask what the server was doing. Stopped, paused, suspended, rescued or
  shelved, it holds its place on the host, and gives it back the same way.

  Rule: Deleting a server on a down host frees its allocations at once

    @exclusive-host
    Scenario Outline: The owner had <done> the server
      Given a server is running on a host
      And the owner has <done> the server
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created

      @LD-11.stopped
      Examples:
        | done    |
        | stopped |

      @LD-11.paused
      Examples:
        | done   |
        | paused |

      @LD-11.suspended
      Examples:
        | done      |
        | suspended |

      @LD-11.rescued
      Examples:
        | done    |
        | rescued |

      @LD-11.shelved
      @keeps-shelved
      Examples:
        | done    |
        | shelved |
