Feature: Deleting on one host while creating on another
  Work on two hosts at once must not mix up their books.

  Rule: The books stay right when much happens at once

    @LD-121
    @exclusive-host
    @two-hosts
    Scenario: A server is created elsewhere meanwhile
      Given server blue is running on host A
      And the operator has forced host A down
      When the owner deletes server blue while the operator creates server green on host B
      Then server blue should be gone
      And host A should be used as much as before server blue was created
      And host B's usage should count only server green
