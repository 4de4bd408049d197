Feature: A volume of a server that has no host yet
  A waiting server gives its volume back as long as no cell knows the server. A moment later its
  cell knows it, while its host has not begun to build it: until 2026.1 a delete in that moment
  left the volume reserved for ever; later releases give it back.

  Rule: A server that never reached a host leaves nothing behind

    @LD-63.freed
    @bug-2088066
    @exclusive-host
    @held-build
    @embedded-only.held-build
    @since-2026.2
    @volumes
    Scenario: The server's volume is freed
      Given a server with a root volume is on its way to a host
      When the owner deletes the server
      Then the server should be gone
      And the volume should be free

    @LD-63.leaked
    @bug-2088066
    @exclusive-host
    @held-build
    @embedded-only.held-build
    @until-2026.1
    @volumes
    Scenario: The server's volume stays reserved
      Given a server with a root volume is on its way to a host
      When the owner deletes the server
      Then the server should be gone
      And the volume should be in use

    @LD-63.claimed
    @exclusive-host
    @held-build
    @volumes
    Scenario: No cell knows the server yet
      Given a server with a root volume has only a claim on a host
      When the owner deletes the server
      Then the server should be gone
      And the volume should be free
