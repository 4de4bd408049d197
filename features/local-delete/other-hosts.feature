Feature: A delete on one host and its neighbours
  What happens on a host that is down does not concern the other hosts: their usage stays as it is.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-7
    @exclusive-host
    @two-hosts
    Scenario: The other host is left alone
      Given server blue is running on host A
      And server green is running on host B
      And the operator has forced host A down
      When the owner deletes server blue
      Then host A should be used as much as before server blue was created
      And host B's usage should still count server green
