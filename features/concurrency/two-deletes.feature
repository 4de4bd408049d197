Feature: Two deletes of one server at once
  Both requests find the server and begin to delete it. One of them wins; the other is accepted as
  well, or does not find the server any more. What the server held is freed just once. Today's Nova
  may answer the slower one with an error 500 (ObjectActionError) when both reach the server's
  record at the same moment. The scenario lets that pass: the server is gone all the same, and
  nothing is left.

  Rule: The books stay right when much happens at once

    @LD-116
    @bug-1680211
    @exclusive-host
    Scenario: Two local deletes meet each other
      Given a server is running on a host
      And the operator has forced the host down
      When the owner deletes the server twice at once
      Then every delete should be accepted, or refused: not found
      And the server should be gone
      And the host should be used as much as before the server was created
