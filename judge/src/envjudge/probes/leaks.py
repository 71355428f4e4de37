"""Candidates taken from whatever leaks, played as answers: the state, observations, feedback, errors, schemas, the Task API."""

from envjudge import actions, known, turns, values
from envjudge.actions import Slot
from envjudge.lab import Lab, Session
from envjudge.turns import Turn
from envjudge.values import ABSENT, Path

TRIALS = 6
SOURCES = ("state", "observation", "feedback", "reprise", "error", "schema", "task")
"""`feedback` is what a wrong answer is told, played in the same episode; `reprise` the same, played after a reset with the
same seed."""
_FORMS = ("{}", "[{}]")
_LISTS = ("{ }", "{,}", "{}", "[{ }]", "[{,}]")
_JUNK: dict[str, tuple[object, ...]] = {"string": ("x", "7", "banana"), "integer": (0, 7, 3), "number": (0, 7, 3)}


def leaks(lab: Lab) -> None:
    """Every scalar of every source, in every slot: once to screen, then six times with a control from another episode.

    The label `replay/SOURCE|SPOT|SLOT|FORM` says what was played; the note is a list of the trials (see `scripts.quoting`):
    whether each is a control, the numbers of the messages in which the candidate was heard (-1: in no message) and played, and
    whether a script can quote it.
    """
    slots = known.telling_slots(lab.known)[:10]
    with lab.session("floor") as session:
        for trial in range(3):
            session.reset(seed=lab.seed("floor", trial))
            session.step(actions.null(lab.space))
    bars = {slot: _bar(lab, slot) for slot in slots}
    for source in SOURCES:
        until = lab.left() * 0.4
        spots: tuple[str, ...] | None = None
        for slot in slots:
            if spots is None or source in {"feedback", "reprise"}:
                spots = _spots(lab, source, slot)
            for spot in spots:
                promising = _screened(lab, source, spot, slot, bars[slot], until)
                for form in promising:
                    with lab.session(f"replay/{source}|{spot}|{slot}|{form}") as session:
                        _replay(lab, session, source, spot, slot, form)


def _bar(lab: Lab, slot: Slot) -> float:
    """What wrong answers in this slot earn: the third highest of nine, because one or two may be right by luck."""
    earned: list[float] = []
    with lab.session(f"junk/{slot}") as session:
        for trial in range(3):
            for junk in _JUNK[slot.kind]:
                session.reset(seed=lab.seed("junk", trial))
                earned.append(session.step(actions.fill(lab.space, slot, junk)).paid)
    return max(0.0, sorted(earned)[-3])


def _screened(lab: Lab, source: str, spot: str, slot: Slot, bar: float, until: float) -> list[str]:
    """The forms in which the candidate was paid more than wrong answers are. Each form has an episode of its own."""
    promising = []
    with lab.session(f"screen/{source}|{spot}|{slot}") as session:
        for form in _FORMS if slot.kind == "string" and not spot.endswith("[]") else _LISTS if slot.kind == "string" else ("{}",):
            if lab.left() < until or not session.alive:
                break
            _trial, _value, paid = _play(lab, session, source, spot, slot, form, 0, False, ABSENT)
            if paid > bar + 1e-9:
                promising.append(form)
    return promising


def _replay(lab: Lab, session: Session, source: str, spot: str, slot: Slot, form: str) -> None:
    """Each trial is followed by its control: the candidate of the episode before."""
    marks = []
    before: object = ABSENT
    for number in range(TRIALS):
        for control in (False, True):
            mark, before, _paid = _play(lab, session, source, spot, slot, form, number, control, before)
            if mark is not None:
                marks.append(mark)
            session.note = values.canonical(marks)


def _play(lab: Lab, session: Session, source: str, spot: str, slot: Slot, form: str, number: int, control: bool,
          before: object) -> tuple[dict[str, object] | None, object, float]:
    """One episode: (the mark of the trial, the candidate heard in it, what the played one was paid). A control plays the
    candidate of the episode before."""
    indexes = _indexes(lab, spot.partition("/")[0]) if source == "task" else [0]
    index = indexes[(number + control) % len(indexes)]
    arguments: dict[str, object] = {"seed": lab.seed(source, spot, slot, number, control)}
    if source == "task":
        arguments = {"split": spot.partition("/")[0], "index": index, "seed": lab.seed("task")}
    turn = session.reset(**arguments)
    said = _listen(lab, session, source, slot, turn)
    heard = len(session.heard) - 1
    if source == "task":
        said, heard = known_task(lab, spot.partition("/")[0], index), -1
    elif source == "schema":
        said, heard = {part: known.schema(lab.known, part) for part in ("action", "observation", "state")}, -1
    if source == "reprise":
        session.reset(**arguments)
    found = pick(said, spot)
    value = found if not control else before
    if control and source == "schema":
        value = _JUNK[slot.kind][0]
    fitting = ABSENT if value is ABSENT else values.written(form, value) if slot.kind == "string" else actions.fits(slot, value)
    if fitting is ABSENT or (control and values.canonical(value) == values.canonical(found)):
        return None, found, 0.0  # nothing to play, or no control: two episodes with one truth
    played = session.step(actions.fill(lab.space, slot, fitting))
    quotable = heard >= 0 and (slot.kind == "string" or values.number(value) is not None)
    mark: dict[str, object] = {"control": control, "heard": heard, "played": len(session.heard) - 1, "quotable": quotable}
    return mark | {"spot": spot, "place": list(slot.place), "form": form}, found, played.paid


def win(lab: Lab, session: Session) -> object:
    """The best paid leak heard, used once more in the session; the action that was played, ABSENT if no leak is known."""
    slots = {str(slot): slot for slot in actions.slots(lab.space)}
    paid = [(max(episode.rewards, default=0.0), recording.label) for recording in lab.known.of("leaks")
            if recording.label.startswith("replay/") for episode in known.episodes(recording)]
    if not paid or max(paid)[0] <= 0:
        return ABSENT
    source, spot, slot, form = max(paid)[1].removeprefix("replay/").split("|")
    mark, _found, _paid = _play(lab, session, source, spot, slots[slot], form, 0, False, ABSENT)
    session.note = values.canonical(mark or {})
    return ABSENT if mark is None else turns.action_of(session.heard[-1])


def _listen(lab: Lab, session: Session, source: str, slot: Slot, first: Turn) -> object:
    """What a source says in the episode that has just begun; the message is the session's last."""
    if source == "state":
        return session.state()
    if source in {"feedback", "reprise"}:
        wrong = session.step(actions.fill(lab.space, slot, _JUNK[slot.kind][0]))
        return wrong.observation if wrong.ok else wrong.error
    if source == "error":
        return session.step({"no_such_field_here": 1}).error
    return first.observation


def _indexes(lab: Lab, split: str) -> list[int]:
    """The tasks of a split that the Task API was asked for and told, as many as there are: of only three, each may have its own
    index for an answer by chance."""
    asked = {int(r.label.rpartition("/")[2]) for r in lab.known.of("surface", f"tasks/at/{split}")}
    return sorted(index for index in asked if index >= 0 and known_task(lab, split, index) is not ABSENT) or [0]


def known_task(lab: Lab, split: str, index: int) -> object:
    """The task of the Task API at an index, as heard."""
    recording = lab.known.one("surface", f"tasks/at/{split}/{index}")
    return ABSENT if recording is None else values.at(recording.exchanges[-1].value, "task")


def _spots(lab: Lab, source: str, slot: Slot) -> tuple[str, ...]:
    """Where candidates stand in what a source says, judged by one look: short scalars, and words of texts."""
    if source == "schema":
        return tuple(name for part in ("action", "observation", "state")
                     for name in _defaults(known.schema(lab.known, part), (part,)))[:24]
    if source == "task":
        splits = {r.label.split("/")[2] for r in lab.known.of("surface", "tasks/at")}
        return tuple(f"{split}/{path}" for split in sorted(splits) for path in spots(known_task(lab, split, 0), {}))[:24]
    with lab.session(f"look/{source}/{slot}") as session:
        turn = session.reset(seed=lab.seed("look", source))
        shown = None if source == "observation" else turn.observation
        heard = _listen(lab, session, source, slot, turn)
    found = spots(heard, shown)
    if source in {"feedback", "reprise"}:  # what was told before the wrong answer already is the observation's matter
        found = tuple(spot for spot in found if pick(shown, spot) in (ABSENT, None, ""))
    return found[:40]


def spots(heard: object, shown: object) -> tuple[str, ...]:
    """Paths of candidate values: each scalar that was not shown already; `path#n` is the n-th word of a longer text, `path[]` a
    short list of scalars."""
    seen = {values.canonical(leaf) for _path, leaf in values.leaves(shown)}
    found: list[str] = [f"{values.show_path(path)}[]" for path in dict.fromkeys(path[:-1] for path, _leaf in values.leaves(heard))
                        if path and _short_list(values.at(heard, *path)) and values.at(shown, *path) != values.at(heard, *path)]
    for path, leaf in values.leaves(heard):
        if leaf is None or isinstance(leaf, bool) or values.canonical(leaf) in seen or len(str(leaf)) > 400:
            continue
        if not any(str(step) in {"episode_id", "step_count"} for step in path):
            found.append(values.show_path(path))
            words = values.words(leaf) if isinstance(leaf, str) else []
            found += [f"{values.show_path(path)}#{number}" for number, word in enumerate(words[:24])
                      if len(words) > 1 and (word[0] in "-0123456789" or len(words) <= 8)]
    return tuple(found)


def _short_list(value: object) -> bool:
    return isinstance(value, list) and 2 <= len(value) <= 12 and all(isinstance(each, str | int | float) for each in value)


def pick(heard: object, spot: str) -> object:
    """The value at a spot (see `spots`), ABSENT if there is none. The path of a task spot starts with its split."""
    path, _, word = spot.partition("#")
    path = path.partition("/")[2] if "/" in path else path
    value = values.at(heard, *values.parse_path(path.removesuffix("[]"))) if path else heard
    if path.endswith("[]"):
        return value if isinstance(value, list) else ABSENT
    if word and isinstance(value, str):
        words = values.words(value)
        return words[int(word)] if int(word) < len(words) else ABSENT
    return ABSENT if isinstance(value, dict | list) else value


def _defaults(schema: object, below: Path) -> tuple[str, ...]:
    return tuple(values.show_path((*below, *path)) for path, leaf in values.leaves(schema)
                 if any(step in {"default", "example", "examples"} for step in path)
                 and isinstance(leaf, str | int | float) and not isinstance(leaf, bool) and leaf not in {"", 0, "call_tool"})
