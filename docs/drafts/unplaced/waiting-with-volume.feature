Feature: A volume of a server that waits for its host
  Until 2026.1 the volume of such a server stayed reserved for ever; later releases give it back.

  Rule: A server that never reached a host leaves nothing behind

    @LD-63.freed
    @bug-2088066
    @since-2026.2
    @volumes
    @race
    Scenario: The waiting server's volume is freed
      Given a server with a root volume is waiting for a host
      When the owner deletes the server
      Then the server should be gone
      And the volume should be free

    @LD-63.leaked
    @bug-2088066
    @until-2026.1
    @volumes
    @race
    Scenario: The waiting server's volume stays reserved
      Given a server with a root volume is waiting for a host
      When the owner deletes the server
      Then the server should be gone
      And the volume should be in use
