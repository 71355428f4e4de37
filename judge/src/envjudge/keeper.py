"""Runs a command and ends it, with all its descendants, when standard input closes: `keeper.py AFTERWARDS PROGRAM …`.

Whoever holds the other end of the pipe may die in any way: the operating system closes it. AFTERWARDS is a JSON list, a
command to be run when all is over (empty: none). Started by `servers`, as a file; imports nothing of ours.
"""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time

_CHILD_SUBREAPER = 36  # prctl: orphans below us become our children, also those that opened a session of their own


def children() -> list[int]:
    """Processes whose parent we are, where /proc tells."""
    found = []
    for entry in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if entry.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError), open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace") as stat:
                if int(stat.read().rpartition(")")[2].split()[1]) == os.getpid():
                    found.append(int(entry))
    return found


def reap() -> None:
    """Bury the dead: as long as they lie about, their group seems alive."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def sweep(group: int, patience: float = 3.0) -> None:
    """End the group gently, then by force, then whatever was left to us by those that ended."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGTERM)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            reap()
            os.killpg(group, 0)
            time.sleep(0.02)
        os.killpg(group, signal.SIGKILL)
    for _generation in range(20):
        left = children()
        if not left:
            return
        for each in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(each, 0)


def main() -> int:
    """Exit code of the command, or 143 when it was ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches our parent, which closes the pipe
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)
    afterwards = json.loads(sys.argv[1])
    child = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, start_new_session=True)
    over = threading.Event()

    def watch() -> None:
        sys.stdin.buffer.read()
        over.set()

    def wait() -> None:
        child.wait()
        over.set()

    threading.Thread(target=watch, daemon=True).start()
    threading.Thread(target=wait, daemon=True).start()
    over.wait()
    code = child.poll()
    sweep(child.pid)
    if afterwards:
        subprocess.run(afterwards, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=15, check=False)
    os._exit(143 if code is None else code & 0xFF)


if __name__ == "__main__":
    sys.exit(main())
