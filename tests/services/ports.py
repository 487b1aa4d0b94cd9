"""Free ports on loopback."""

import socket
import time


def free_port(*, highest: int = 65_535) -> int:
    """A port that nobody listens on now; at most `highest`."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port <= highest:
            return port


def await_port(port: int, *, listening: bool = True, seconds: float = 30) -> None:
    """Waits until somebody listens there, or nobody does any more. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if (probe.connect_ex(("127.0.0.1", port)) == 0) is listening:
                return
        time.sleep(0.05)
    raise TimeoutError(port)
