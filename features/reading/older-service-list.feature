Feature: The list of services in older microversions
  A client that asks for an older microversion sees the list as it was then: without a word about
  forcing down, and with numbers for ids.

  Rule: What can be read is true, and shown only to those who may see it

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
