Feature: Moving a server off a host
  A host that is down cannot send a server away. A host that is only disabled can: hosts are often
  disabled to be emptied.

  Rule: A server that moves is counted correctly on both hosts

    @exclusive-host
    Scenario Outline: The <person> <moves> it off a down host
      Given a server is running on a host
      And the operator has forced the host down
      When the <person> <moves> the server
      Then the request should be refused: in conflict
      And the server should be left as it was

      @LD-82.resize-down
      Examples:
        | person | moves   |
        | owner  | resizes |

      @LD-82.migrate-down
      Examples:
        | person   | moves    |
        | operator | migrates |

    @LD-82.silent-disabled
    @bug-1938326
    @exclusive-host
    @compute-control
    Scenario: A disabled host falls silent
      Given a server is running on a host
      And the host is stopped
      And the operator has disabled the host
      When the operator migrates the server
      Then the request should be refused: in conflict
      And the server should be left as it was

    @exclusive-host
    @two-hosts
    Scenario Outline: The <person> <moves> it off a disabled host
      Given a server is running on host A
      And the operator has disabled host A
      When the <person> <moves> the server
      Then the server should be resized and not confirmed
      And host A's usage should still count the server's migration

      @LD-82.resize-disabled
      Examples:
        | person | moves   |
        | owner  | resizes |

      @LD-82.migrate-disabled
      Examples:
        | person   | moves    |
        | operator | migrates |
