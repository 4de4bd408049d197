Feature: Deleting as a member of another project
  For a member of another project the server does not exist. Any other refusal would give away that
  it does.

  Rule: Only those allowed may delete, and a refused request changes nothing

    @LD-108
    @stranger
    Scenario: A member of another project deletes
      Given a server is running on a host
      When the stranger deletes the server
      Then the request should be refused: not found
      And the server should be left as it was
