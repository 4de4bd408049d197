Feature: Deleting a server on a running host
  On a host that is up the API only passes the delete on. The server may still be seen for a while;
  once it is gone, its allocations are gone too.

  Rule: A host that is up deletes its servers itself, disabled or not

    @LD-13
    @bug-1712684
    Scenario: The host is enabled and up
      Given a server is running on a host
      When the owner deletes the server
      Then the server should be gone
      And the server should hold no allocations
      And the host itself should have deleted the server
