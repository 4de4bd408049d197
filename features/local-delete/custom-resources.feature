Feature: Custom resources and traits in the flavor
  A flavor may ask for more than processors, memory and disk. Whatever resource class it names is
  freed like the others. Here a child of the host's provider offers the resource, because the
  compute service would remove it from the host's own provider.

  Rule: Deleting a server on a down host frees its allocations at once

    @exclusive-host
    Scenario Outline: The server was given <equipment>
      Given a server with <equipment> is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the server should hold no allocations
      And the host should be used as much as before the server was created

      @LD-9.resource
      Examples:
        | equipment         |
        | a custom resource |

      @LD-9.trait
      Examples:
        | equipment        |
        | a required trait |
