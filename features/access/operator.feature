Feature: Deleting as the operator
  The operator may delete anybody's server, and what it held is freed in the same way.

  Rule: Only those allowed may delete, and a refused request changes nothing

    @LD-109
    Scenario: The operator deletes an owner's server
      Given a server is running on a host
      When the operator deletes the server
      Then the server should be gone
      And the server should hold no allocations
