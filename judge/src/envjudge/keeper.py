"""Runs a command and ends it, with all its children, when standard input closes. Started by `servers`, as a file.

Whoever holds the other end of the pipe may die in any way: the operating system closes it.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading


def main() -> int:
    """Exit code of the command, or 143 when it was ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches our parent, which closes the pipe
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, start_new_session=True)

    def end() -> None:
        sys.stdin.buffer.read()
        for sign, seconds in ((signal.SIGTERM, 3.0), (signal.SIGKILL, 3.0)):
            try:
                os.killpg(child.pid, sign)
                child.wait(seconds)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        os._exit(143)

    threading.Thread(target=end, daemon=True).start()
    code = child.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)  # what it left behind
    return code


if __name__ == "__main__":
    sys.exit(main())
