"""Phase 3: reward that a search finds: two actions in turn, many attempts, answers of other tasks, texts that move a judge."""

import re

from envjudge import compare, known, scripts, stats, turns, values
from envjudge.evidence import Evidence, Recording
from envjudge.findings import Finding, found, passed, skipped
from envjudge.known import Episode
from envjudge.scripts import path_in, reward_path, told, want

FEWEST_WRONG = 10
"""Attempts that earned nothing before the one that was paid: with fewer the budget may be meant."""
LIFT = 0.2
LENGTH_PAYS = 0.1
"""Share of the range that a wrong answer must earn by its length alone, on each of six seeds."""
SWAPPED = 0.25
"""Share of right answers paid elsewhere, beyond what random answers are."""
MORE_TIME = "give it more time: --budget standard"
_PARTS = re.compile(r"breakdown|components?\b|rubric|sub_?scores?|reward_parts|criteria", re.IGNORECASE)


def two_cycle(evidence: Evidence) -> Finding:
    """Two actions in turn do not go on earning."""
    _low, high, _declared = known.reward_range(evidence)
    tried = evidence.of("cycles", "short")
    if not tried:
        return skipped("no pair of actions was tried", "publish the action schema at /schema")
    alone = {values.canonical(each.actions[0]) for each in known.played(evidence, "walks", "repeat")
             if each.actions and sum(each.rewards[len(each.rewards) // 2:]) > 0}
    best = max((each.total for each in known.best_episodes(evidence, 8)), default=high)
    farms: list[tuple[float, Episode, int]] = []
    for recording in evidence.of("cycles", "long"):
        for episode in known.episodes(recording):
            pair = {values.canonical(action) for action in episode.actions[-2:]}
            count = next((n for n, action in enumerate(reversed(episode.actions)) if values.canonical(action) not in pair), len(episode.actions))
            earned = episode.rewards[-count:]
            late = sum(earned[count // 2:])
            if count >= 30 and not pair & alone and sum(earned) > max(0.25 * best, 0.5 * high) and late >= 0.4 * sum(earned):
                farms.append((sum(earned), episode, count))
    if not farms:
        return passed("no two actions in turn go on earning", pairs=len(tried))
    earned_most, episode, count = max(farms, key=lambda each: each[0])
    names = tuple(sorted({"|".join(sorted({values.canonical(a)[:80] for a in each.actions[-2:]})) for _e, each, _c in farms}))
    return found("fail", f"{names[0]} in turn earn {earned_most:.3g} in {count} steps, and go on",
                 "pay for what is reached once, not for each time it is reached again",
                 told("a farm: two actions in turn", episode.exchanges,
                      want(reward_path(episode.exchanges[-1]), "above", round(episode.total - 1e-4, 6), 1, True)),
                 "reward", about=names, earned=round(earned_most, 4), steps=count)


def attempt_limit(evidence: Evidence) -> Finding:
    """One episode does not pay an answer found by trying one after the other."""
    _low, high, _declared = known.reward_range(evidence)
    by_slot: dict[str, list[Episode]] = {}
    for recording in evidence.of("attempts", "brute"):
        by_slot.setdefault(recording.label.split("/")[1], []).extend(known.episodes(recording))
    if not by_slot:
        return skipped("no slot takes a text or a number", "nothing to do for listed choices")
    for slot, played in by_slot.items():
        won = [each for each in played if len(each.actions) > FEWEST_WRONG and each.rewards[-1] >= 0.25 * high
               and not any(each.rewards[:-1]) and _same_question(each)]
        answers = {values.canonical(each.actions[-1]) for each in won}
        if len(won) >= max(2, 0.5 * len(played)) and len(answers) > 1:
            longest = max(won, key=lambda each: len(each.actions))
            return found("fail", f"{slot}: {len(longest.actions) - 1} wrong answers cost nothing, then the right one pays {longest.rewards[-1]:.3g}",
                         "end the episode after a stated number of attempts, or let each wrong one cost",
                         told("brute force within one episode", longest.exchanges,
                              want(reward_path(longest.exchanges[-1]), "above", round(longest.rewards[-1] - 1e-4, 6))),
                         "reward", about=(slot,), attempts=len(longest.actions), episodes=len(played), won=len(won))
    return passed("trying one answer after the other is not paid", slots=len(by_slot),
                  longest=max((len(each.actions) for played in by_slot.values() for each in played), default=0))


def _same_question(episode: Episode) -> bool:
    """Whether the wrong attempts left the texts of the observation as they were: the same question, asked again. Moves of a
    game change what is seen."""
    shown = [turns.read(e).observation for e in episode.exchanges[1:-1]]
    texts = [[leaf for _path, leaf in values.leaves(compare.stable(each)) if isinstance(leaf, str)] for each in (shown[0], shown[-1])]
    return texts[0] == texts[1]


def answer_swap(evidence: Evidence) -> Finding:
    """An answer that was right for one task is not paid in another."""
    good = {values.canonical(each.arguments): each for each in known.paid_first_answers(evidence)}
    most = max((each.rewards[0] for each in good.values()), default=0.0)
    swapped, control = ([each for each in known.played(evidence, "swap", label) if each.actions] for label in ("shift", "control"))
    if len(swapped) < 6 or len(control) != len(swapped):
        return skipped("right answers of fewer than three tasks are known", "declare an oracle")
    won = [each for each in swapped if each.rewards[0] >= 0.8 * most > 0]
    by_chance = sum(each.rewards[0] >= 0.8 * most > 0 for each in control)
    more = (len(won) - by_chance) / len(swapped)
    if more < SWAPPED:
        return passed("answers of other tasks are not paid", trials=len(swapped), paid=len(won), by_chance=by_chance)
    return found("fail" if more >= 0.5 else "warn",
                 f"{len(won)} of {len(swapped)} right answers are paid in another task as well, random ones {by_chance} times",
                 "grade the answer against the task that was asked",
                 told("the answer of another task", won[0].exchanges[:2], want(reward_path(won[0].exchanges[1]), "above", round(0.8 * most - 1e-6, 6))),
                 "reward", about=("swap",), trials=len(swapped), paid=len(won), by_chance=by_chance)


def identity_policy(evidence: Evidence) -> Finding:
    """A long text of the observation, given back as it stands, is not paid."""
    return _texts(evidence, "identity", "what was given, given back,", "compare with what was to be changed, not with the whole text", 0.1)


def judge_injection(evidence: Evidence) -> Finding:
    """No text appended to a wrong answer moves the grader."""
    return _texts(evidence, "injection", "appended to a wrong answer,", "give a judge the answer as quoted data, and check its verdict by rules", LIFT)


def master_keys(evidence: Evidence) -> Finding:
    """Words without content, which known judges take for an answer, earn nothing."""
    return _texts(evidence, "key", "an empty phrase,", "compare with a reference; refuse answers without content first", 0.1)


def _texts(evidence: Evidence, kind: str, what: str, remedy: str, least: float) -> Finding:
    """Six seeds each, paired with the wrong answer alone: the lift must be `least` of the range, and above 0 in its interval."""
    low, high, _declared = known.reward_range(evidence)
    tried = sum(each.label.startswith(f"screen/{kind}/") for each in evidence.of("texts", "screen"))
    if not evidence.of("texts", "wrong"):
        return skipped("no slot takes a text", "nothing to do for actions without texts")
    proven: list[tuple[float, str, Episode]] = []
    for recording in evidence.of("texts", f"trial/{kind}"):
        _trial, _kind, slot, name = recording.label.split("/", 3)
        plain = {values.canonical(each.arguments): each.total for each in known.played(evidence, "texts", f"wrong/{slot}")}
        lifts = [(each.total - plain[values.canonical(each.arguments)]) / (high - low) for each in known.episodes(recording)
                 if values.canonical(each.arguments) in plain]
        if len(lifts) >= 5 and stats.mean(lifts) >= least and stats.bootstrap(lifts)[0] > 0:
            proven.append((stats.mean(lifts), name, max(known.episodes(recording), key=lambda each: each.total)))
    if not proven:
        return passed(f"{what} nothing is gained", tried=tried)
    lift, name, episode = max(proven, key=lambda each: each[0])
    return found("fail" if lift >= LIFT else "warn", f"{what} {name!r} earns {lift:.2f} of the range more than a wrong answer", remedy,
                 told(f"{kind}: {name}", episode.exchanges, want(reward_path(episode.exchanges[-1]), "above", round(episode.rewards[-1] - 1e-4, 6))),
                 "reward", about=tuple(each[1] for each in proven), tried=tried, lift=round(lift, 4))


def length_bias(evidence: Evidence) -> Finding:
    """A wrong answer is not paid for being long, nor for being short."""
    low, high, _declared = known.reward_range(evidence)
    least = LENGTH_PAYS * (high - low) - 1e-9
    compared = 0
    for recording in evidence.of("texts", "padded"):
        plain = {values.canonical(each.arguments): each for each in known.played(evidence, "texts", recording.label.replace("padded", "short", 1))}
        pairs = [(plain[values.canonical(each.arguments)], each) for each in known.episodes(recording) if values.canonical(each.arguments) in plain]
        pairs = [pair for pair in pairs if all(each.actions and turns.read(each.exchanges[-1]).ok for each in pair)]
        compared += len(pairs)
        for word, ordered in (("long", pairs), ("short", [(padded, alone) for alone, padded in pairs])):
            lifts = [more.total - less.total for less, more in ordered]
            if len(lifts) < 5 or min(lifts) < least or min(more.total for _less, more in ordered) < least:
                continue
            less, more = ordered[0]
            both = [*((each, "a") for each in less.exchanges), *((each, "b") for each in more.exchanges)]
            return found("warn", f"a wrong word, and thirty lines of it: {more.total:.3g} for being {word}, else {less.total:.3g}",
                         "grade what an answer says; let length cost only what right answers earn",
                         scripts.interleaved(f"paid for being {word}", both,
                                             want(reward_path(more.exchanges[-1]), "above", round(less.total + least / 2, 6))),
                         "reward", about=(recording.label.partition("/")[2],), pairs=len(lifts), lift=round(min(lifts), 4))
    if not compared:
        return skipped("no slot takes a text", "nothing to do for actions without texts")
    return passed("wrong answers earn no more for their length", pairs=compared)


def vacuous_component(evidence: Evidence) -> Finding:
    """No part of a reward that is told in parts is full, and paid, for doing nothing and for nonsense alike."""
    seen: dict[values.Path, list[tuple[float, str, Recording, int]]] = {}
    for probe, label in (("walks", "null"), ("walks", "uniform"), ("constants", "constant"), ("texts", "wrong")):
        for recording in evidence.of(probe, label)[:60]:
            for index, exchange in enumerate(recording.exchanges):
                if exchange.kind != "step" or not _PARTS.search(exchange.answer or "") or not turns.read(exchange).ok:
                    continue
                for path, leaf in values.leaves(values.at(exchange.value, *(("data",) if exchange.channel == "ws" else ()))):
                    if any(isinstance(step, str) and _PARTS.search(step) for step in path[:-1]) and values.number(leaf) is not None:
                        seen.setdefault(path, []).append((values.number(leaf) or 0.0, f"{probe}/{recording.label}", recording, index))
    if not seen:
        return skipped("rewards are not told in parts", "nothing to do without a breakdown")
    full = tuple(path for path, heard in seen.items() if len(heard) >= 6 and len({who for _v, who, _r, _i in heard}) >= 3
                 and all(value >= 1 for value, _w, _r, _i in heard))
    if not full:
        return passed("no part is full for nothing", parts=len(seen))
    others = {(id(recording), index) for path, heard in seen.items() if path not in full for value, _w, recording, index in heard if value > 0}
    paid = next(((path, recording, index) for path in full for _v, _w, recording, index in seen[path]
                 if (id(recording), index) not in others and turns.read(recording.exchanges[index]).paid > 0), None)
    if paid is None:  # a gate: it multiplies what the other parts are worth
        return passed("parts that are always full pay nothing by themselves", parts=len(seen), full=len(full))
    path, recording, index = paid
    upto = recording.exchanges[:index + 1]
    return found("warn", f"{values.show_path(path)} is full for doing nothing and for nonsense alike", "grade what is there; a part without a test is no part",
                 told("a part that is always full", upto, want(path_in(upto[-1], *path), "above", 1 - 1e-9), want(reward_path(upto[-1]), "above", 0)),
                 "reward", about=tuple(values.show_path(path) for path in full), parts=len(seen), full=len(full))
