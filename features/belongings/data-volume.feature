Feature: An attached volume
  A volume stays when the server to which it was attached is deleted. It becomes free for another
  server, even if the host is down and cannot detach it.

  Rule: Ports, volumes and images are deleted or given back with their server

    @LD-50
    @bug-2004555
    @exclusive-host
    @volumes
    Scenario: The attached volume becomes free
      Given a server with a data volume is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the volume should be free

    @LD-50.second-volume
    @exclusive-host
    @volumes
    Scenario: Both attached volumes become free
      Given a server with two data volumes is running on a host
      And the operator has forced the host down
      When the owner deletes the server
      Then the server should be gone
      And the volumes should be free

    @LD-50.running-host
    @volumes
    Scenario: A running host frees both volumes
      Given a server with two data volumes is running on a host
      When the owner deletes the server
      Then the server should be gone
      And the volumes should be free
