Feature: Cinder refuses to give a volume back
  Trouble with Cinder never stops a local delete. The server is gone, and the volume still counts
  as in use although no server uses it: a known leak of Nova's.

  Rule: Ports, volumes and images are deleted or given back with their server

    @exclusive-host
    @volumes
    @cinder-error
    Scenario Outline: Cinder answers with error <code>
      Given a server with a data volume is running on a host
      And the operator has forced the host down
      And Cinder answers Nova with error <code>
      When the owner deletes the server
      Then the server should be gone
      And the volume should be in use

      @LD-52.conflict
      Examples:
        | code |
        | 409  |

      @LD-52.internal
      Examples:
        | code |
        | 500  |
