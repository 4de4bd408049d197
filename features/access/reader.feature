Feature: Deleting as a reader of the project
  Since 2023.1 a reader may look at the servers of a project and do no more. Up to Zed the old
  rules apply beside the new ones, and whoever has any role in the project may delete its servers.

  Rule: Only those allowed may delete, and a refused request changes nothing

    @LD-107.refused
    @since-2023.1
    @reader
    Scenario: A reader of the project deletes
      Given a server is running on a host
      When the reader deletes the server
      Then the request should be refused: not allowed
      And the server should be left as it was

    @LD-107.allowed
    @until-zed
    @reader
    Scenario: A reader deletes by the old rules
      Given a server is running on a host
      When the reader deletes the server
      Then the server should be gone
      And the server should hold no allocations
