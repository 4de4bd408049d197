Feature: A local delete is finished when it is answered
  A normal delete is only accepted; a local delete is done inside the request. Whoever looks right
  after the answer finds neither the server nor its share of the host.

  Rule: Deleting a server on a down host frees its allocations at once

    @LD-12
    @exclusive-host
    Scenario: The answer means it is done
      Given a server is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the host should be used as much as before the server was created
      And the server should be gone at once
