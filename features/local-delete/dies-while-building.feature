Feature: A host dies while it builds a server
  A server that has reached its host but is not running yet can be deleted too, even when the host
  dies under the build.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-127
    @exclusive-host
    @compute-control
    @held-build
    Scenario: The host dies during the build
      Given a server is being built on a host
      And the host is stopped
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created

    @LD-127.returned
    @exclusive-host
    @compute-control
    @held-build
    Scenario: The returning host gives the build up
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
