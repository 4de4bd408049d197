Feature: A second delete while the first is under way
  An impatient owner deletes again. The running host is already deleting the server; the second
  request is accepted and changes nothing.

  Rule: A host that is up deletes its servers itself, disabled or not

    @LD-19
    @race
    Scenario: The owner deletes the server twice
      Given a server is running on a host
      And the owner's delete of the server is in progress
      When the owner deletes the server
      Then the server should be gone
      And the server's history should show one delete
