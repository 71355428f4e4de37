"""A scripted model that solves the healthy specimens, most of the time: what a rung between guessing and knowing looks like."""

import json
import re

from envjudge import values
from envjudge.scripted import Request, Said

_SUM = re.compile(r"(\d+) \+ (\d+)")


def solve(request: Request) -> Said:
    """The reply to what is shown last."""
    told = [_text(message) for message in values.items(request.get("messages")) if values.at(message, "role") != "system"]
    tools = {str(values.at(each, "function", "name")) for each in values.items(request.get("tools"))}
    shown = next((text for text in reversed(told) if re.search(r"question: |goal: |pieces", text)), "")
    if "count" in tools:
        return _storeroom(told)
    if "goal: " in shown:
        wanted = re.search(r"labelled (\w+)", shown)
        found = re.search(rf"\[(\d+)\] button '{wanted[1]}'", shown) if wanted else None
        return _act({"action_str": f"click('{found[1]}')" if found and int(found[1]) % 4 else "noop()"}, tools)
    numbers = _SUM.search(shown)
    if numbers is None:
        return _act({"answer": "0"}, tools)
    total = int(numbers[1]) + int(numbers[2])
    return _act({"answer": str(total + (total % 4 == 0 and total > 300))}, tools)  # weak at some of the larger sums


def _act(action: dict[str, str], tools: set[str]) -> Said:
    return Said(calls=(("act", json.dumps(action)),)) if "act" in tools else Said(f"Let me think.\n```json\n{json.dumps(action)}\n```")


def _storeroom(told: list[str]) -> Said:
    wanted = next((re.findall(r"shelves (\w+) and (\w+)", text)[0] for text in told if re.findall(r"shelves (\w+) and (\w+)", text)), None)
    counts = [int(found) for text in told for found in re.findall(r"(\d+) pieces", text)]
    if wanted is None or len(counts) >= 2:
        total = sum(counts[:2])
        return Said(calls=(("report", json.dumps({"total": total + (total % 4 == 0)})),))
    return Said(calls=(("count", json.dumps({"shelf": wanted[len(counts)]})),))


def _text(message: object) -> str:
    content = values.at(message, "content")
    if isinstance(content, str):
        return content
    return " ".join(str(values.at(part, "text")) for part in values.items(content) if values.at(part, "type") == "text")
