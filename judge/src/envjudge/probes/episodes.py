"""Episodes: simple agents, what happens after the end, the same again."""

from collections.abc import Callable
from random import Random

from envjudge import actions, known, turns, values
from envjudge.lab import Lab, Session
from envjudge.probes import leaks
from envjudge.turns import Turn

LONGEST = 200
LONG = 500
SLOW_FARM = 500
"""Further steps of an action that still pays when its walk is over."""
SEEDS = 8


def walks(lab: Lab) -> None:
    """Null, uniform, echo and repeat on the same seeds; each until done or the step limit, each with its part of the time."""
    whole = lab.left()
    with lab.session("null/0") as session:
        turn = _walk(lab, session, 0, lab.afford(LONGEST, 1, 0.45), lambda _turn: actions.null(lab.space))
        if turn.ok and not turn.done:  # by now it is known how long an answer takes
            _go_on(session, lab.afford(LONG - LONGEST, 1, 0.45), lambda _turn: actions.null(lab.space), turn)
    first = next(iter(known.played(lab.evidence(), "walks", "null")), None)
    endless = first is not None and not first.done
    paying = False
    for number, action in enumerate(actions.simple(lab.space, first.first if first else None, 24)):
        if number and lab.left() < 0.55 * whole:
            break
        with lab.session(f"repeat/{number}") as session:
            turn = _walk(lab, session, 0, lab.afford(LONGEST, 1, 0.25), _always(action))
            if turn.ok and not turn.done and not endless:  # one of them is enough
                endless = True
                turn = _go_on(session, LONG - LONGEST, _always(action), turn)
            if turn.ok and not turn.done and turn.paid > 0 and not paying:  # a little per step is much in the end
                paying = True
                _go_on(session, lab.afford(SLOW_FARM, 1, 0.25), _always(action), turn)
    for number in range(24):
        if number >= 6 and lab.left() < 0.25 * whole:
            break
        with lab.session(f"uniform/{number}") as session:
            _walk(lab, session, number % SEEDS, LONGEST, _at_random(lab, lab.rng("uniform", number)))
    for number in range(1, SEEDS if lab.round == "find" else 2 * SEEDS):  # confirmed on tasks that it has not had
        if lab.left() < 0.12 * whole:
            break
        with lab.session(f"null/{number}") as session:
            turn = _walk(lab, session, number, LONGEST, lambda _turn: actions.null(lab.space))
            if turn.ok and not turn.done and not endless:
                endless = True
                _go_on(session, LONG - LONGEST, lambda _turn: actions.null(lab.space), turn)
    slots = actions.slots(lab.space)
    for number in range(SEEDS) if slots else ():
        if lab.left() < 0.04 * whole:
            break
        with lab.session(f"echo/{number}") as session:
            _walk(lab, session, number, 40, _echoing(lab, slots[number % len(slots)]))


def _walk(lab: Lab, session: Session, number: int, limit: int, choose: Callable[[Turn], object]) -> Turn:
    turn = session.reset(**lab.start(number))
    return _go_on(session, limit, choose, turn)


def _go_on(session: Session, limit: int, choose: Callable[[Turn], object], turn: Turn) -> Turn:
    refused = 0
    for _step in range(limit):
        turn = session.step(choose(turn))
        refused = refused + 1 if turn.error is not None else 0
        if turn.done or turn.lost or refused >= 25:
            break
    return turn


def _always(action: object) -> Callable[[Turn], object]:
    return lambda _turn: action


def _at_random(lab: Lab, rng: Random) -> Callable[[Turn], object]:
    return lambda turn: actions.uniform(lab.space, turn.observation, rng)


def _echoing(lab: Lab, slot: actions.Slot) -> Callable[[Turn], object]:
    return lambda turn: _echo(lab, slot, turn)


def _echo(lab: Lab, slot: actions.Slot, turn: Turn) -> object:
    texts = [leaf for _path, leaf in values.leaves(turn.observation) if isinstance(leaf, str) and leaf]
    shown = max(texts, key=len, default="")[:1000] if slot.kind == "string" else 0
    return actions.fill(lab.space, slot, shown)


def after_done(lab: Lab) -> None:
    """The best episodes heard, an ordinary one and the use of a leak, played again to their end, and then played on."""
    best = known.best_episodes(lab.known, 2)
    ordinary = [each for each in known.played(lab.known, "walks") if each.done][:2]
    for number, episode in enumerate((*best, *ordinary)):
        with lab.session(f"on/{number}") as session:
            turn = session.reset(**_arguments(episode.arguments))
            for action in episode.actions:
                turn = session.step(action)
                if turn.done:
                    break
            session.state()
            if turn.done:
                _beyond(lab, session, episode.actions[-1], episode.first)
    with lab.session("on/leak") as session:
        action = leaks.win(lab, session)
        if action is not values.ABSENT and turns.read(session.heard[-1]).done:
            _beyond(lab, session, action, None)


def _beyond(lab: Lab, session: Session, last: object, first: object) -> None:
    """Steps after the end: the last action again, and others in turn with it."""
    for _time in range(10):
        session.step(last)
    for other in actions.simple(lab.space, first, 6):
        for action in (other, last, other, last):
            session.step(action)
    session.state()


def again(lab: Lab) -> None:
    """The same seed and actions three times on fresh sessions: an ordinary episode, the best one, and one of nothing."""
    chosen = [*known.played(lab.known, "walks", "uniform")[:2], *known.best_episodes(lab.known, 2)]
    for number, episode in enumerate(chosen):
        moves = episode.actions[:60]
        for time in range(lab.afford(3, len(moves) + 2)):
            with lab.session(f"same/{number}/{time}") as session:
                session.reset(**_arguments(episode.arguments))
                for action in moves:
                    session.step(action)
    for episode in known.best_varied(lab.known, 1):
        for time in range(lab.afford(10, len(episode.actions) + 2)):
            with lab.session(f"other-seed/{time}") as session:
                session.reset(seed=lab.seed("other", time))
                for action in episode.actions:
                    if session.step(action).done:
                        break


def seeds(lab: Lab) -> None:
    """One seed again and again (in one session, and in fresh ones), then many seeds: reset, state, three fixed
    actions. Of a slow subject fewer, but never fewer than the check needs."""
    rng = lab.rng("moves")
    first: Turn | None = None
    moves: list[object] = []

    def look(session: Session, **arguments: object) -> None:
        nonlocal first
        turn = session.reset(**arguments)
        if first is None:
            first = turn
            moves.extend(actions.uniform(lab.space, turn.observation, rng) for _move in range(3 if lab.afford(14, 6) == 14 else 1))
        session.state()
        for move in moves:
            if session.step(move).done:
                break
        session.state()

    with lab.session("one/session") as session:
        look(session, seed=lab.seed("one"))
        looks = lab.afford(9, 6, 0.6)
        for _time in range(max(1, min(5, looks - 4))):
            look(session, seed=lab.seed("one"))
    for time in range(max(1, min(4, looks - 3))):
        with lab.session(f"one/fresh{time}") as session:
            look(session, seed=lab.seed("one"))
    for number in range(max(4, lab.afford(16, 6))):
        with lab.session(f"many/{number}") as session:
            look(session, seed=lab.seed("many", number))


def _arguments(value: object) -> dict[str, object]:
    return dict(values.mapping(value))


