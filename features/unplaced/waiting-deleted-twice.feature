Feature: Two deletes of a server that waits for its host
  Two deletes that arrived together used to make Nova fail with an error of its own. Each of them
  has to be accepted, or to find that the server is gone.

  Rule: A server that never reached a host leaves nothing behind

    @LD-62
    @bug-1914777
    @bug-1940812
    @race
    Scenario: Two deletes meet the same build
      Given a server is waiting for a host
      When the owner deletes the server twice at once
      Then every delete should be accepted, or refused: not found
      And the server should be gone
      And the server's build should be dropped
