Feature: Deleting a locked server
  The owner's lock protects a server from the owner's own mistakes, whether the host is up or down.
  It does not stop the operator.

  Rule: Only those allowed may delete, and a refused request changes nothing

    @LD-110.up
    Scenario: The owner has locked the server
      Given a server is running on a host
      And the owner has locked the server
      When the owner deletes the server
      Then the request should be refused: in conflict
      And the server should be left as it was

    @LD-110.down
    @exclusive-host
    Scenario: The locked server's host is down
      Given a server is running on a host
      And the owner has locked the server
      And the operator has forced the host down
      When the owner deletes the server
      Then the request should be refused: in conflict
      And the server should be left as it was

    @LD-110.operator
    Scenario: The operator deletes a locked server
      Given a server is running on a host
      And the owner has locked the server
      When the operator deletes the server
      Then the server should be gone
      And the server should hold no allocations

    @LD-110.unlocked
    Scenario: The owner unlocks the server first
      Given a server is running on a host
      And the owner has locked the server
      And the owner has unlocked the server
      When the owner deletes the server
      Then the server should be gone
