"""What is sent arrives, whatever the server did before."""

import socket
import threading

from envjudge.transport import Wire


def test_a_server_that_hangs_up_after_an_error_still_answers_the_next_request() -> None:
    """A crash of one request, after which the connection is closed without a word, is no fault of the next."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        def serve() -> None:
            for status in (b"500 Internal Server Error", b"200 OK"):
                connection, _address = listening.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(b"HTTP/1.1 " + status + b"\r\ncontent-length: 2\r\n\r\n{}")
                    connection.recv(65536)  # what comes next on this line is never answered
        server = threading.Thread(target=serve, daemon=True)
        server.start()
        with Wire(f"http://127.0.0.1:{listening.getsockname()[1]}", 5.0) as wire:
            assert [wire.request("GET", "/state").status, wire.request("POST", "/reset", "{}").status] == [500, 200]
        server.join(5)
