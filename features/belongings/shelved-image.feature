Feature: The image of a shelved server
  Shelving a server leaves an image of it. The image goes when the server does, and does not matter
  if it is gone already.

  Rule: Ports, volumes and images follow the server

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
