Feature: Soft delete during a resize
  A soft delete confirms the resize first: the old host is freed, and the server is kept on the new
  one.

  Rule: A soft-deleted server keeps its allocations until it is gone for good

    @LD-77
    @bug-1712480
    @exclusive-host
    @two-hosts
    @soft-delete
    Scenario: The resize was not confirmed yet
      Given soft delete is switched on
      And a server is resized from host A to host B and not confirmed
      When the owner deletes the server
      Then the server should be soft-deleted
      And host A should be used as much as before the server was created
      And host B's usage should still count the server
