"""The same once more on a second server of the subject, and on the first one as a control."""

from envjudge import known, values
from envjudge.known import Episode
from envjudge.lab import Lab
from envjudge.transport import Wire

LONGEST = 24
"""Steps of an episode that are played again."""
WAITED = 0.6
"""Share of the probe's time that the second server may take to come up; it had all the time before as well."""


def twin(lab: Lab) -> None:
    """Episodes that were heard, each twice on the first server and twice on the second one, in turn, with the state read after
    the reset and at the end. Labels: here/n/t, there/n/t; the note is the address. "none" says why there is no second server."""
    if lab.twin is None:
        return
    address, fault = lab.twin.wait(lab.left() * WAITED)
    if not address:
        lab.remark("none", fault)
        return
    with Wire(address, lab.wire.patience) as second:
        for number, episode in enumerate(_chosen(lab)):
            for time in range(2):
                for label, wire in (("here", lab.wire), ("there", second)):
                    with lab.session(f"{label}/{number}/{time}", wire=wire) as session:
                        session.note = wire.url
                        session.reset(**values.mapping(episode.arguments))
                        session.state()
                        for move in episode.actions[:LONGEST]:
                            session.step(move)
                        session.state()


def _chosen(lab: Lab) -> list[Episode]:
    """The best episodes, ordinary ones, and the first looks at several seeds: of this round, if it heard any."""
    fresh = lab.known.round(lab.round)
    heard = fresh if known.played(fresh, "walks") or known.played(fresh, "seeds") else lab.known
    found = [*(each for each in known.best_episodes(heard, 2) if each.total > 0), *known.played(heard, "walks", "uniform")[:3],
             *known.played(heard, "seeds", "many")[:6]]
    return [each for each in found if values.mapping(each.arguments).keys() - {"episode_id"}]  # without any, each reset is another task
