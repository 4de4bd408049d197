Feature: Freed capacity can be used again
  An allocation is freed so that there is room for the next server. A full host that lost its
  server while it was down has to take another one of the same size when it is back.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-4
    @bug-1679750
    @exclusive-host
    Scenario: A new server takes the place
      Given server blue fills a host
      And the operator has forced the host down
      And the owner has deleted server blue
      And the operator has forced the host up again
      When the operator creates server green on the host
      Then server green should be running
