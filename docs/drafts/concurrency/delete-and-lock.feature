Feature: Deleting and locking at once
  Either the lock came first, and the server lives, or the delete did, and it is gone. There is
  nothing in between.

  Rule: The books stay right when much happens at once

    @LD-118
    @exclusive-host
    @race
    Scenario: Delete and lock meet each other
      Given a server is running on a host
      And the operator has forced the host down
      When the owner deletes and locks the server at once
      Then the server should be either gone or locked
