Feature: Deleting as a reader of the project
  Since 2023.1 a reader may look at the servers of a project and no more.

  Rule: Only those allowed may delete, and a refused request changes nothing

    @LD-107
    @since-2023.1
    @reader
    Scenario: A reader of the project deletes
      Given a server is running on a host
      When the reader deletes the server
      Then the request should be refused: not allowed
      And the server should be unchanged
