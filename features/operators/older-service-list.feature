Feature: The list of services in older microversions
  Clients that ask for an older microversion see what there was at the time: no word of forcing
  down, and numbers as ids.

  Rule: What an operator does to a host keeps the books right

    @LD-97.forced-down
    Scenario: Forcing down is not known yet
      Given a server is running on a host
      When the operator lists the services at microversion 2.10
      Then the services should not tell whether they are forced down

    @LD-97.ids
    Scenario: The services are numbered in order
      Given a server is running on a host
      When the operator lists the services at microversion 2.52
      Then the services should have numbers as ids
