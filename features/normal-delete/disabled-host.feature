Feature: Deleting a server on a disabled host
  Disabled is not down. An operator disables a host to keep new servers away from it; its compute
  service runs on and takes care of the servers that are there. A delete is therefore a normal one:
  the host ends the server and frees what it held. If a disabled host were taken for one that is
  down, the guest would go on running with nobody to end it.

  Rule: A host that is up deletes its servers itself, disabled or not

    @LD-14
    @exclusive-host
    Scenario: The host is disabled but running
      Given a server is running on a host
      And the operator has disabled the host
      When the owner deletes the server
      Then the server should be gone
      And the host itself should have deleted the server
      And the host should be used as much as before the server was created
