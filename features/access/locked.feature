Feature: Deleting a locked server
  The owner's lock is there to stop the owner's own hand, whether the host is up or down. It does
  not stop the operator, and nobody outside the project takes it off.

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

    @LD-110.operator-down
    @exclusive-host
    Scenario: The operator's delete is a local one
      Given a server is running on a host
      And the owner has locked the server
      And the operator has forced the host down
      When the operator deletes the server
      Then the server should be gone at once
      And the host should be used as much as before the server was created

    @LD-110.unlocked
    Scenario: The owner unlocks the server first
      Given a server is running on a host
      And the owner has locked the server
      And the owner has unlocked the server
      When the owner deletes the server
      Then the server should be gone

    Scenario Outline: The <person> tries to unlock the server
      Given a server is running on a host
      And the owner has locked the server
      When the <person> unlocks the server
      Then the request should be refused: <refusal>
      And the server should be left as it was

      @LD-110.reader
      @since-2023.1
      @reader
      Examples:
        | person | refusal     |
        | reader | not allowed |

      @LD-110.stranger
      @stranger
      Examples:
        | person   | refusal   |
        | stranger | not found |
