"""check_graders.py URL: enumerate tasks through the server's Task API and let scripted agents play some of each family.

A grader passes where every score lies within 0.0 to 1.0, the agent that does nothing gets 0.0, and the scores vary.
Needs the tieout package; `scripts/validate-submission.sh --full` runs it inside the image.
"""

import json
import sys
import urllib.request

from tieout.agents.registry import agent_named
from tieout.client import TieoutEnv

SPLIT = "test"
TASKS_EACH = 2
AGENTS = ("null", "rulebot")


def ask(url: str, path: str, body: dict[str, object] | None = None) -> dict[str, object]:
    """GET, or POST where there is a body."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{url}/tieout/{path}", data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)
