Feature: Deleting one of several servers
  A host that is down may have many servers. Deleting one of them frees the share of that server
  and of no other.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-5
    @exclusive-host
    Scenario: The others keep what they hold
      Given servers blue, green and red are running on a host
      And the operator has forced the host down
      When the owner deletes server blue
      Then server blue should be gone
      And the host's usage should count only servers green and red
