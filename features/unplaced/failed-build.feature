Feature: A build that fails on its host
  A build that fails is tried on another host of those that the scheduler has named. The host where it
  failed gets its share back, also when no other is left.

  Rule: A server that never reached a host leaves nothing behind

    @LD-64.rescheduled
    @bug-1712718
    @exclusive-host
    @two-hosts
    @failing-host
    @embedded-only.failing-host
    Scenario: The build moves on after failing
      Given host A fails its next build
      When the owner creates a server
      Then the server should be running
      And host A should be used as much as before the server was created
      And host B's usage should count the server

    @LD-64.given-up
    @bug-1837955
    @exclusive-host
    @two-hosts
    @failing-host
    @embedded-only.failing-host
    Scenario: The build fails on each host
      Given each host fails its next build
      When the owner creates a server
      Then the server should be in error
      And each host should be used as much as before the server was created
