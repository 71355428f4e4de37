"""The examples run as they stand."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_training_loop_runs_and_learns_something() -> None:
    """It starts its own server, plays two groups of two over the WebSocket, and reports rewards within 0.0 to 1.0."""
    command = [sys.executable, "examples/train_loop.py", "--groups", "2", "--size", "2"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0, result.stdout + result.stderr
    groups = [line.split("  ") for line in result.stdout.splitlines() if line.startswith("group ")]
    assert len(groups) == 2
    rewards = [float(reward) for _, rewards, _ in groups for reward in rewards.split()[1:]]
    assert len(rewards) == 4
    assert all(0.0 <= reward <= 1.0 for reward in rewards)
