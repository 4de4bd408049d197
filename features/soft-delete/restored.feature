Feature: Restoring a soft-deleted server
  The owner changes their mind in time. The server runs again in its old place, and counts again.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-67
    @exclusive-host
    @soft-delete
    Scenario: The owner restores the server
      Given a server is running on a host
      And the owner has soft-deleted the server
      When the owner restores the server
      Then the server should be running
      And the host's usage should still count the server
      And the owner's quota should count the server again
