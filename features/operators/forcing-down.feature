Feature: Forcing a host down
  Forcing a host down takes effect at once, leaves an enabled host enabled, and may be done twice.
  Nova takes the request in its old and in its new form.

  Rule: What an operator does to a host keeps the books right

    @exclusive-host
    Scenario Outline: Forcing down in the <form> form
      Given a host is up
      When the operator forces the host down at microversion <version>
      Then the host should be down
      And the host should be forced down
      And the host should be enabled

      @LD-95.new
      Examples:
        | form | version |
        | new  | 2.53    |

      @LD-95.old
      Examples:
        | form | version |
        | old  | 2.52    |

    @LD-95.twice
    @exclusive-host
    Scenario: The host is forced down twice
      Given a host is up
      And the operator has forced the host down
      When the operator forces the host down
      Then the host should be forced down

    @LD-95.word
    @bug-1697497
    @exclusive-host
    Scenario: The flag is given as a word
      Given a host is up
      And the operator has forced the host down
      When the operator forces the host up with a word for the flag
      Then the host should be up
