Feature: Many deletes on one host at once
  A script empties a dead host. No delete may undo what another one wrote: in the end the host is
  used as much as before.

  Rule: The books stay right when much happens at once

    @LD-117
    @exclusive-host
    Scenario: Twenty servers are deleted at once
      Given twenty servers are running on a host
      And the operator has forced the host down
      When the owner deletes the twenty servers at once
      Then every delete should be accepted
      And the twenty servers should be gone
      And the host should be used as much as before the twenty servers were created
