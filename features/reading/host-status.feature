Feature: What a server tells of its host
  An operator can read from a server how its host is doing. There is a word each for forced down,
  disabled, silent and running. If several apply, forced down is shown before disabled, and
  disabled before silent.

  Rule: What can be read is true, and shown only to those who may see it

    @exclusive-host
    Scenario Outline: The server shows its host as <word>
      Given a server is running on a host
      And <what happened>
      When the operator reads the server
      Then the server's host should show as <word>

      @LD-18.forced-down
      Examples:
        | what happened                         | word |
        | the operator has forced the host down | DOWN |

      @LD-18.disabled
      Examples:
        | what happened                      | word        |
        | the operator has disabled the host | MAINTENANCE |

      @LD-18.silent
      @compute-control
      Examples:
        | what happened       | word    |
        | the host is stopped | UNKNOWN |

      @LD-18.running
      Examples:
        | what happened  | word |
        | the host is up | UP   |

    @exclusive-host
    Scenario Outline: The disabled host is <trouble> as well
      Given a server is running on a host
      And the operator has disabled the host
      And <what happened>
      When the operator reads the server
      Then the server's host should show as <word>

      @LD-18.disabled-forced-down
      Examples:
        | trouble     | what happened                         | word |
        | forced down | the operator has forced the host down | DOWN |

      @LD-18.disabled-silent
      @compute-control
      Examples:
        | trouble | what happened       | word        |
        | silent  | the host is stopped | MAINTENANCE |
