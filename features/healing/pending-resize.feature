Feature: Healing and a resize that is not confirmed
  Until the owner confirms a resize, the server holds its place on the new host, and its migration
  holds the one on the old host. Both stay counted, whichever host restarts.

  Rule: What leaked is healed when the host's compute service returns

    @exclusive-host
    @two-hosts
    @compute-control
    Scenario Outline: The <side> of a resize restarts
      Given a server is resized from host A to host B and not confirmed
      And <host> is stopped
      When <host>'s compute service starts
      Then host A's usage should still count the server's migration
      And host B's usage should still count the server

      @LD-29.source
      Examples:
        | side   | host   |
        | source | host A |

      @LD-29.destination
      Examples:
        | side        | host   |
        | destination | host B |
