Feature: The image of a shelved server
  Shelving a server makes an image of it. The image is deleted with the server; one that is gone
  already does not stop the delete.

  Rule: Ports, volumes and images are deleted or given back with their server

    @LD-54.deleted
    Scenario: The shelved image is deleted too
      Given a server is running on a host
      And the owner has shelved the server
      When the owner deletes the server
      Then the server should be gone
      And the shelved image should be gone

    @LD-54.missing
    Scenario: The shelved image is gone already
      Given a server is running on a host
      And the owner has shelved the server
      And the owner has deleted the shelved image
      When the owner deletes the server
      Then the server should be gone
