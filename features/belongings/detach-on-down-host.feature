Feature: Detaching a volume on a host that is down
  Only its host can detach a volume from a server that is not deleted. While the host is down a
  detach is refused: once begun it would never end.

  Rule: Ports, volumes and images are deleted or given back with their server

    @LD-53
    @bug-1909120
    @exclusive-host
    @volumes
    Scenario: A down host cannot detach it
      Given a server with a data volume is running on a host
      And the operator has forced the host down
      When the owner detaches the volume from the server
      Then the request should be refused: in conflict
      And the volume should be in use
