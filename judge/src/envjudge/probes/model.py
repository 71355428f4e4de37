"""The standard language-model agent on the ladder's episodes, several at a time. Asks nothing without an endpoint."""

from concurrent.futures import ThreadPoolExecutor

from envjudge import ladder, turns, values
from envjudge.agents.llm import Chat, Endpoint, Unavailable
from envjudge.agents.standard import Player
from envjudge.lab import DeadlineReached, Lab

LONGEST = 40
AT_ONCE = 8
TIMES = {"quick": 1, "standard": 2, "deep": 8}
"""Episodes per task. The first is at temperature 0, the others at 0.7: pass@k needs chance."""
CURSES = 25
"""Refusals in a row after which an episode is given up."""


def model(lab: Lab) -> None:
    """Every episode of the ladder, as often as the budget says. The note of a recording counts what the endpoint was asked."""
    endpoint = lab.model
    if endpoint is None or not (lab.space.by_tools or values.mapping(values.parse_json(lab.space.schema)).get("properties")):
        return
    described = lab.known.one("surface", "metadata")
    told = values.at(described.exchanges[-1].value, "description") if described is not None else ""
    description = told if isinstance(told, str) else ""
    tasks = range(ladder.EPISODES if lab.round == "find" else 2 * ladder.EPISODES)  # confirmed on tasks that it has not had
    jobs = [(number, time) for time in range(TIMES.get(lab.known.budget, 1)) for number in tasks]
    with ThreadPoolExecutor(1 if lab.adapter.shared or not _room(lab) else AT_ONCE) as pool:
        played = [pool.submit(_play, lab, endpoint, description, number, time) for number, time in jobs]
    lab.recordings.sort(key=lambda recording: recording.label)
    if any(job.result() for job in played):
        raise DeadlineReached


def _room(lab: Lab) -> bool:
    """Whether a second session was served beside a first."""
    second = lab.known.one("capacity", "two/b")
    return second is not None and bool(second.exchanges) and turns.read(second.exchanges[0]).ok


def _play(lab: Lab, endpoint: Endpoint, description: str, number: int, time: int) -> bool:
    """One episode; whether time was up before its end."""
    if lab.left() <= 0:
        return True
    with lab.session(f"model/{number}/{time}") as session:
        failed, fallbacks, unread, steps, chat = "", 0, 0, 0, None
        try:
            chat = Chat(endpoint, min(60.0, lab.left() + 1))
            player = Player(chat, lab.space, description, 0.7 if time else 0.0, lab.number("model", number, time) % 2**31)
            turn = session.reset(**lab.start(number))
            refused = 0
            while steps < LONGEST and not turn.done and not turn.lost and refused < CURSES and (steps or turn.ok):
                action = player.act(turn, LONGEST - steps)
                turn = session.step(action)
                steps += 1
                refused = 0 if turn.ok else refused + 1
                fallbacks, unread = player.fallbacks, player.unread
        except Unavailable as error:
            failed = str(error)
        except DeadlineReached:
            failed = "the time was up"
        finally:
            if chat is not None:
                chat.close()
        used = chat.usage if chat is not None else None
        session.note = values.canonical({
            "model": endpoint.model, "failed": failed, "steps": steps, "fallbacks": fallbacks, "unread": unread,
            "requests": used.requests if used else 0, "tokens_in": used.tokens_in if used else 0, "tokens_out": used.tokens_out if used else 0,
            "cost": round(used.cost(endpoint), 6) if used else 0.0, "refused": chat.refused if chat else []})
        return failed == "the time was up"


