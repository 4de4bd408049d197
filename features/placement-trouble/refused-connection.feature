Feature: Nova cannot reach Placement during a local delete
  A connection that is refused does not stop a local delete, nor does a Keystone that refuses
  Nova's credentials. The server is gone and its allocation stays behind, and the owner is told
  nothing of it.

  Rule: A delete that meets trouble with Placement ends in a known way

    @LD-37
    @exclusive-host
    @placement-refused
    Scenario: The server goes and leaks
      Given a server is running on a host
      And the operator has forced the host down
      And Nova cannot reach Placement
      When the owner deletes the server
      Then the server should be gone
      And the host's usage should still count the server

    @LD-37.no-credentials
    @exclusive-host
    @placement-sign-in
    @embedded-only.sign-in
    Scenario: Keystone does not let Nova in
      Given a server is running on a host
      And the operator has forced the host down
      And Keystone refuses Nova's credentials for Placement
      When the owner deletes the server
      Then the server should be gone
      And the host's usage should still count the server
