Feature: Deleting a server that boots from a volume
  A server with its root disk on a volume takes no disk of the host. Its delete frees processors and
  memory, and no disk that was never counted.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-10
    @exclusive-host
    @volumes
    Scenario: The root disk is a volume
      Given a server with a root volume is running on a host
      And the host's usage counts no disk for the server
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the host should be used as much as before the server was created
