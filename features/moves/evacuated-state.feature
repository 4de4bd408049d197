Feature: The state of an evacuated server
  Since microversion 2.95 an evacuated server is left shut off, for its owner to start. In older
  ones it keeps its state.

  Rule: A server that moves is counted correctly on both hosts

    @since-2023.1
    @exclusive-host
    @two-hosts
    Scenario Outline: An evacuated server is <state>
      Given a server is running on host A
      And the operator has forced host A down
      When the operator evacuates the server to host B at microversion <version>
      Then the server should be <state>
      And host B's usage should count the server

      @LD-90.new
      Examples:
        | version | state    |
        | 2.95    | shut off |

      @LD-90.old
      Examples:
        | version | state   |
        | 2.94    | running |
