Feature: A build that its host could not finish
  A host that dies in the middle of a build does not go on with it when it returns. The server ends
  in error, so that nobody waits for it for ever.

  Rule: A build that cannot go on ends in an error

    @LD-127.returned
    @exclusive-host
    @compute-control
    @held-build
    Scenario: The returning host gives up the build
      Given a server is being built on a host
      And the host is stopped
      When the host's compute service starts
      Then the server should be in error

    @LD-127.on-its-way
    @bug-1833581
    @exclusive-host
    @compute-control
    @held-build
    @embedded-only.held-build
    Scenario: The returning host never claimed the server
      Given a server is on its way to a host
      And the host is stopped
      When the host's compute service starts
      Then the server should be in error
