"""What was never answered, asked once more."""

from envjudge import turns, values
from envjudge.evidence import Exchange
from envjudge.lab import Lab, Session


def latency(lab: Lab) -> None:
    """What was never answered once more, on fresh sessions and with all patience: the machine may have stalled. The first two
    such messages, each after what was said before it. Labels: again/n, with the message as note."""
    for number, recording in enumerate(lab.known.of("latency", "silent")[:2]):
        with lab.session(f"again/{number}") as session:
            session.note, session.patient = recording.exchanges[-1].request, True
            for said in recording.exchanges:
                _say_again(session, said)
                if not session.alive:
                    break


def _say_again(session: Session, said: Exchange) -> None:
    if said.kind == "reset":
        arguments = values.at(said.sent, "data") if said.channel == "ws" else said.sent
        session.reset(**values.mapping(arguments))
    elif said.kind == "step":
        session.step(turns.action_of(said))
    elif said.kind == "state":
        session.state()
    else:
        session.raw(said.request, said.kind)
