Feature: The database of the server's cell is out of reach
  Nova cannot look up the server. It says so, and changes nothing.

  Rule: An outage elsewhere leaves no delete half done

    @LD-131
    @cell-control
    Scenario: The cell cannot be reached meanwhile
      Given a server is running on a host
      And the cell of the server cannot be reached
      When the owner deletes the server
      Then the request should be refused: server error
      And the server should be left as it was
