Feature: An unshelve that fails
  The server was offloaded and holds nothing. When bringing it back fails, it holds nothing again.

  Rule: A server that moves is settled on both hosts

    @LD-94
    @bug-1862633
    @bug-1713796
    @exclusive-host
    @failing-host
    Scenario: The host fails to unshelve it
      Given a server is running on a host
      And the operator has offloaded the server
      And the host fails its next unshelve
      When the owner unshelves the server
      Then the server should be shelved and offloaded
      And the host should be used as much as before the server was created
