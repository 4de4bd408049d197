Feature: Volumes that are deleted with the server
  The owner may mark a volume to be deleted together with its server. Such a volume goes with the
  server; the others stay.

  Rule: Ports, volumes and images are deleted or given back with their server

    @exclusive-host
    @volumes
    Scenario Outline: A server with <equipment> is deleted
      Given a server with <equipment> is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the volume should be <fate>

      @LD-51.flagged
      Examples:
        | equipment                  | fate |
        | a volume that goes with it | gone |

      @LD-51.unflagged
      Examples:
        | equipment     | fate |
        | a root volume | free |

    @LD-51.second-volume
    @exclusive-host
    @volumes
    Scenario: Two volumes go with the server
      Given a server with two volumes that go with it is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the volumes should be gone

    @LD-51.running-host
    @volumes
    Scenario: A running host deletes both volumes
      Given a server with two volumes that go with it is running on a host
      When the owner deletes the server
      Then the server should be gone
      And the volumes should be gone
