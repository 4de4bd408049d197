Feature: A volume that two servers share
  A volume that is attached to two servers stays in use until both of them are gone.

  Rule: Ports, volumes and images are deleted or given back with their server

    @LD-57
    @bug-2048837
    @volumes
    @multi-attach
    Scenario: The other server keeps the volume
      Given servers blue and green share a volume
      When the owner deletes server blue
      Then server blue should be gone
      And the volume should be in use
