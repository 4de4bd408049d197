Feature: Detaching a volume on a host that is down
  Only the host can take a volume from a server that lives on. While it is down the detach is
  refused rather than begun.

  Rule: Ports, volumes and images follow the server

    @LD-53
    @bug-1909120
    @exclusive-host
    @volumes
    Scenario: The detach is refused meanwhile
      Given a server with a data volume is running on a host
      And the operator has forced the host down
      When the owner detaches the volume from the server
      Then the request should be refused: in conflict
      And the volume should be in use
