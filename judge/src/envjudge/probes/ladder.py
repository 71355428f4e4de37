"""What the package declares, played: its oracle, its canaries. And agents that need time: a search by rewards alone, and the
same task under other seeds."""

from envjudge import actions, known, ladder, values
from envjudge.lab import Lab, Session

SEARCHES = 3
"""Episodes per slot and way of reading rewards."""
SUBMISSIONS = 120
OTHER_SEEDS = 4


def oracle(lab: Lab) -> None:
    """The declared oracle on its own tasks, its injected state, the declared canaries; then the best episodes known on the
    same task under other seeds."""
    for what, label in (("oracle", "oracle"), ("canaries", "canary")):
        for number, entry in enumerate(ladder.declared(lab.known, what)):
            with lab.session(f"{label}/{number}") as session:
                _play(session, values.mapping(entry.get("reset")), values.items(entry.get("actions")))
    state = lab.known.fact("declared", "state")
    if isinstance(state, str):
        injected = values.parse_json(state)
        for number in range(3):
            with lab.session(f"injected/{number}") as session:
                turn = session.reset(**lab.start(number),
                                     injected_state=state if injected is values.ABSENT else injected)
                if turn.ok and not turn.done:
                    session.step(actions.null(lab.space))
    tasks = [each for each in (*ladder.episodes(lab.evidence(), "oracle"), *known.best_episodes(lab.known, 8))
             if "index" in values.mapping(each.arguments)]
    for number, episode in enumerate(tasks[:3]):
        for time in range(OTHER_SEEDS):
            with lab.session(f"seeds/{number}/{time}") as session:
                _play(session, {**values.mapping(episode.arguments), "seed": lab.seed("other seeds", number, time)}, episode.actions)


def _play(session: Session, arguments: dict[str, object], moves: list[object] | tuple[object, ...]) -> None:
    session.reset(**arguments)
    for action in moves:
        turn = session.step(action)
        if turn.done or turn.lost:
            break


def search(lab: Lab) -> None:
    """Climb by rewards alone, within one episode: numbers by halving strides, texts letter by letter. A reward may tell how
    near an answer is (levels), or how much nearer than the last best one (differences): both readings are tried."""
    for slot in actions.slots(lab.space)[:3]:
        for reading in ("levels", "differences"):
            for number in range(SEARCHES):
                with lab.session(f"search/{slot}/{reading}/{number}") as session:
                    session.reset(**lab.start(number))
                    _Climb(lab, session, slot, reading == "differences").climb()


class _Climb:
    """One climb in one episode."""

    def __init__(self, lab: Lab, session: Session, slot: actions.Slot, differences: bool) -> None:
        self.lab, self.session, self.slot, self.differences = lab, session, slot, differences
        self.left = lab.afford(SUBMISSIONS, SEARCHES)
        self.best = 0.0

    def better(self, value: object) -> bool:
        """Try a value; whether its reward says that it is the best so far."""
        if self.left <= 0:
            return False
        turn = self.session.step(actions.fill(self.lab.space, self.slot, value))
        self.left = 0 if turn.done or turn.lost else self.left - 1
        better = turn.paid > (0.0 if self.differences else self.best)
        self.best = max(self.best, turn.paid)
        return better

    def climb(self) -> None:
        self.numbers()
        if self.slot.kind == "string":
            self.letters()

    def numbers(self) -> None:
        at, stride = 0, 512
        self.better(self.written(at))
        while stride and self.left > 0:
            step = next((step for step in (stride, -stride) if self.better(self.written(at + step))), 0)
            at, stride = at + step, stride if step else stride // 2

    def letters(self) -> None:
        text = ""
        while self.left > 0:
            letter = next((letter for letter in "abcdefghijklmnopqrstuvwxyz0123456789" if self.better(text + letter)), "")
            if not letter:
                return
            text += letter

    def written(self, number: int) -> object:
        return str(number) if self.slot.kind == "string" else number
