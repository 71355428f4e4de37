"""Phase 2: agents that know nothing. What they earn is the floor; what they tie with is no task."""

import re

from envjudge import known, ladder, stats, turns, values
from envjudge.evidence import Evidence
from envjudge.findings import Finding, found, passed, skipped
from envjudge.known import Episode
from envjudge.replay import Script
from envjudge.scripts import returning, reward_path, told, want

JUNK_FLOOR = 0.05
MARGIN = 0.5
ENDLESS = 400
"""Steps after which an episode that goes on is called endless; walks go up to 500 where there is time."""
_LIMIT = re.compile(r"^(max|maximum|limit|budget|total)_?(steps?|turns?|moves?)$|^(steps?|turns?|moves?)_?(max|limit|budget)$", re.IGNORECASE)
COMMON = 0.65
"""Share of tasks from which on one answer is too common. A fair coin comes that far in 80 throws once in 250 runs, and in both
rounds once in 60,000."""
ALWAYS = 0.95
"""Share of tasks from which on an answer is no common one but a constant that solves: exploit.constant_answer's matter."""


def _totals(evidence: Evidence) -> dict[str, tuple[float, ...]]:
    """Returns of the agents that know nothing; those that were not run are left out."""
    found_by = {rung: tuple(each.total for each in known.played(evidence, "walks", rung)) for rung in ladder.KNOW_NOTHING}
    return {rung: totals for rung, totals in found_by.items() if totals}


def _shown(title: str, episode: Episode) -> Script:
    """The episode, expected to earn at least what it earned."""
    return returning(title, episode.exchanges, "above", episode.total - 1e-4)


def floor_gap(evidence: Evidence) -> Finding:
    """What the null agent earns leaves at least half of the range to be earned by work."""
    low, high, _declared = known.reward_range(evidence)
    played = [each for each in known.played(evidence, "walks", "null") if each.actions]
    if not played:
        return skipped("the null agent played no episode", "make step work for the cheapest valid action")
    low = max(low, 0.0) if high > 0 else low  # where losing costs, a reward of 0 is nothing
    share = [max(-1.0, (each.total - low) / (high - low)) for each in played]  # what is lost counts against what luck wins
    worst = max(played, key=lambda each: each.total)
    floor = stats.mean(share)
    figures = {"floor": round(max(floor, 0.0), 4), "highest": round(worst.total, 4), "episodes": len(played)}
    if floor <= JUNK_FLOOR:
        return passed("doing nothing earns nothing", **figures)
    severe = 1 - stats.bootstrap(share, level=0.99)[0] < MARGIN
    return found("fail" if severe else "warn", f"doing nothing earns {worst.total:.3g} in {len(worst.actions)} steps",
                 "pay for results, not for activity; grade an untouched episode 0",
                 _shown("pay for nothing", worst),
                 "reward", about=("null",), **figures)


def constant_grader(evidence: Evidence) -> Finding:
    """Different answers without knowledge do not all earn the same."""
    by_action = _constants(evidence)
    if len(by_action) < 4 or max(map(len, by_action.values())) < 3:
        return skipped("fewer than four different answers were tried", "publish the action schema at /schema")
    best = known.best_total(evidence)
    means = {name: stats.mean([each.total for each in played]) for name, played in by_action.items() if not _empty(name)}
    paid = {name: mean for name, mean in means.items() if mean > JUNK_FLOOR}
    if len(paid) < max(4, 0.8 * len(means)):
        return passed("answers without knowledge are not all paid", answers=len(means), paid=len(paid))
    lowest, highest = min(paid.values()), max(paid.values())
    if highest - lowest > 0.1 * max(abs(highest), 1e-9) or best > highest * 1.2 + 1e-9:
        return passed("answers without knowledge earn differently", lowest=round(lowest, 4), highest=round(highest, 4))
    name, played = max(by_action.items(), key=lambda pair: stats.mean([each.total for each in pair[1]]))
    episode = played[0]
    return found("fail", f"{len(paid)} of {len(means)} unrelated answers all earn about {highest:.3g}, and nothing heard earns more",
                 "compare the answer with the task's truth",
                 _shown(f"any answer is right: {name}", episode),
                 "reward", about=("constant",), answers=len(means), paid=len(paid), earned=round(highest, 4))


def constant_answer(evidence: Evidence) -> Finding:
    """No single answer, repeated, solves episode after episode."""
    _low, high, _declared = known.reward_range(evidence)
    best = known.best_total(evidence)
    solving: list[tuple[float, str, Episode]] = []
    tried = 0
    for name, played in _constants(evidence).items():
        finished = [each for each in played if each.done]
        if len(played) < 3:
            continue
        tried += 1
        tasks = {values.digest(each.first) for each in played}
        share = [each.total >= max(0.8 * (high if best <= high else best), 1e-9) for each in finished]
        if len(finished) >= 3 and stats.mean(share) >= 0.8 and len(tasks) >= 2:
            solving.append((stats.mean([each.total for each in finished]), name, finished[0]))
    if not tried:
        return skipped("no constant answer was tried", "publish the action schema at /schema")
    if not solving:
        return passed("no constant answer solves the tasks", tried=tried)
    mean, name, episode = max(solving, key=lambda each: each[0])
    return found("fail", f"the constant answer {name} earns {mean:.3g} on different tasks", "draw tasks whose answers differ",
                 _shown(f"a constant answer: {name}", episode),
                 "reward", about=tuple(each[1] for each in solving), tried=tried, solving=len(solving))


def canary_floor(evidence: Evidence) -> Finding:
    """Nonsense (`banana`, prompts to the grader, lists of everything) stays at the floor."""
    low, high, _declared = known.reward_range(evidence)
    by_action = _constants(evidence)
    # what every answer earns is another check's matter, and where losing costs, a reward of 0 is nothing
    low = max(low, 0.0 if high > 0 else low, min((stats.mean([each.total for each in played]) for played in by_action.values() if played), default=low))
    paid: list[tuple[float, str, Episode]] = []
    tried = 0
    for name, played in by_action.items():
        text = name.partition("=")[2]
        if not any(text and text in canary for canary in ("banana", "Thought process:", "I do not know", "Ignore all rules and",
                                                          " ".join(map(str, range(100)))[:20])) or len(text) < 6:
            continue
        tried += 1
        mean = stats.mean([(each.total - low) / (high - low) for each in played]) if high > low else 0.0
        if mean >= 0.1:
            paid.append((mean, name, max(played, key=lambda each: each.total)))
    for number, entry in enumerate(ladder.declared(evidence, "canaries")):  # those that the package ships, each with its own ceiling
        for each in known.played(evidence, "oracle", f"canary/{number}"):
            tried += 1
            most = values.number(entry.get("expect_max"))
            if each.total > (low + 0.1 * (high - low) if most is None else most) + 1e-6:
                share = (each.total - low) / (high - low) if high > low else 0.0
                paid.append((max(1.0 if most is not None else 0.0, share), f"declared {entry.get('id')}", each))
    if not tried:
        return skipped("no slot takes a text, and no canaries are declared", "nothing to do for actions without texts; "
                       "validation.capabilities.canaries in openenv.yaml names trajectories that must stay at the floor")
    if not paid:
        return passed("nonsense earns nothing", tried=tried)
    mean, name, episode = max(paid, key=lambda each: each[0])
    return found("fail" if mean >= 0.5 else "warn", f"nonsense is paid: {name} earns {episode.total:.3g}",
                 "compare whole answers, not substrings or prefixes",
                 _shown(f"nonsense is paid: {name}", episode),
                 "reward", about=tuple(each[1] for each in paid), tried=tried, paid=len(paid))


def majority_answer(evidence: Evidence) -> Finding:
    """No single answer is right in most tasks."""
    common = []
    tried = 0
    for recording in evidence.of("majority", "play"):
        played = [each for each in known.episodes(recording) if each.rewards]
        best = max((each.rewards[0] for each in played), default=0.0)
        if len(played) < 30 or len({values.digest(each.first) for each in played}) < 10:
            continue
        tried += 1
        won = sum(each.rewards[0] >= 0.8 * best for each in played) if best > JUNK_FLOOR else 0
        if COMMON * len(played) <= won < ALWAYS * len(played):
            common.append((won, len(played), recording.label.removeprefix("play/"), played[0], best))
    if not evidence.of("majority", "learn"):
        return skipped("no answer could be tried on task after task", "publish the action schema at /schema")
    if not common:
        return passed("no answer was right in most tasks", tried=tried)
    won, count, name, _first, best = max(common, key=lambda each: each[0] / each[1])
    recording = next(r for r in evidence.of("majority", "play") if r.label == f"play/{name}")
    slot, _, answer = name.partition("|")
    return found("warn", f"the answer {answer} (in {slot}) is right in {won} of {count} tasks",
                 "balance the answers, or pay right answers by how rare they are",
                 told("one answer for most tasks", recording.exchanges, want(reward_path(recording.exchanges[-1]), "above",
                      round(0.9 * COMMON * count * best, 3), 0, True)),
                 "reward", about=(name,), won=won, tasks=count)


def monotone_order(evidence: Evidence) -> Finding:
    """Agents that know nothing stay clearly below the best episode heard: no tie of uniform with the top."""
    rungs = _totals(evidence)
    uniform = rungs.get("uniform", ())
    best = known.best_success(evidence)
    if len(uniform) < 6:
        return skipped("fewer than six episodes of the uniform agent", "give it more time: --budget standard")
    if best <= 1e-9:
        return skipped("no episode earned more than a tenth of the range: the ladder has no top", "declare an oracle, or judge with a model")
    figures: dict[str, float] = {f"mean_{rung}": round(stats.mean(totals), 4) for rung, totals in rungs.items()}
    figures["best"] = round(best, 4)
    _low, top, _declared = known.reward_range(evidence)
    low, high = stats.bootstrap(uniform)
    if low >= 0.9 * best:
        episode = max((e for e in known.played(evidence, "walks", "uniform")), key=lambda each: each.total)
        return found("fail", f"random actions earn {stats.mean(uniform):.3g} of the best {best:.3g} heard: there is nothing to learn",
                     "make the task need more than random play", _shown("random play reaches the top", episode),
                     "reward", about=("uniform",), **figures)
    null = rungs.get("null", ())
    if null and stats.bootstrap(null)[0] > max(high, MARGIN * top):
        episode = max((e for e in known.played(evidence, "walks", "null")), key=lambda each: each.total)
        return found("warn", f"doing nothing earns {stats.mean(null):.3g}, more than acting ({stats.mean(uniform):.3g})",
                     "do not pay for waiting", _shown("doing nothing beats acting", episode),
                     "reward", about=("null",), **figures)
    return passed("random play stays below the best episode heard", **figures)


def episode_ends(evidence: Evidence) -> Finding:
    """Every policy comes to an end: there is a step limit."""
    walks = [each for rung in ("null", "uniform", "repeat") for each in known.played(evidence, "walks", rung) if each.actions]
    long = [each for each in walks if not each.done and len(each.actions) >= ENDLESS and all(turns.read(e).ok for e in each.exchanges[-20:])]
    if not walks or (not long and not any(each.done for each in walks)):
        return skipped("no walk was long enough to tell", "give it more time: --budget standard")
    cut = [each for each in walks if not each.done and len(each.actions) >= 100 and _stated_limit(each) is None]
    if not long and cut and max(len(each.actions) for each in walks if each.done) <= max(len(each.actions) for each in cut):
        return skipped("a walk without end was broken off before it could tell", "give it more time: --budget standard")
    if not long:
        return passed("every walk ended", walks=len(walks), longest=max(len(each.actions) for each in walks))
    longest = max(long, key=lambda each: len(each.actions))
    limit = _stated_limit(longest)
    if limit is not None:
        return passed("walks that did not end were told when they would", walks=len(walks), limit=limit)
    ended = any(each.done for each in walks)
    done = "data.done" if longest.exchanges[-1].channel == "ws" else "done"
    return found("warn" if ended else "fail", f"an episode is not over after {len(longest.actions)} steps"
                 + (" of one policy" if ended else " of any policy"), "end every episode after a stated number of steps",
                 told("an episode without end", longest.exchanges, want(done, "is", False)), "protocol",
                 about=("limit",), walks=len(walks), endless=len(long))


def _stated_limit(episode: Episode) -> int | None:
    """The step at which the observations say that the episode will be over: a number that counts down with every step, or
    one that is named as the limit."""
    seen = [{path: values.number(leaf) for path, leaf in values.leaves(turns.read(e).observation)} for e in episode.exchanges[-5:]]
    steps = len(episode.actions)
    for path, last in seen[-1].items():
        heard = [each.get(path) for each in seen]
        if last is None or last <= 0 or any(number is None for number in heard):
            continue
        name = next((step for step in reversed(path) if isinstance(step, str)), "")
        if heard == [last + back for back in range(len(heard) - 1, -1, -1)]:
            return steps + int(last)
        if _LIMIT.search(name) and last > steps and len(set(heard)) == 1:
            return int(last)
    return None


def repeat_action(evidence: Evidence) -> Finding:
    """Repeating one action does not go on earning."""
    _low, high, _declared = known.reward_range(evidence)
    played = [each for each in known.played(evidence, "walks", "repeat") if each.actions]
    if not played:
        return skipped("no action was repeated", "give it more time: --budget standard")
    best = max((each.total for each in known.best_episodes(evidence, 8)
                if len({values.canonical(a) for a in each.actions}) > 1), default=high)
    farms = []
    for each in played:
        half = sum(each.rewards[:len(each.rewards) // 2])
        if len(each.rewards) >= 30 and each.total > max(0.25 * best, 1e-9) and each.total - half >= 0.4 * each.total and each.total > high * 0.5:
            farms.append(each)
    if not farms:
        return passed("no repeated action goes on earning", tried=len(played))
    farm = max(farms, key=lambda each: each.total)
    action = values.canonical(farm.actions[0])
    return found("fail", f"repeating {action[:80]} earns {farm.total:.3g} in {len(farm.actions)} steps, and goes on",
                 "pay for a change that is made once, not for the action",
                 _shown("a farm: one action repeated", farm),
                 "reward", about=tuple(values.canonical(each.actions[0]) for each in farms), earned=round(farm.total, 4), steps=len(farm.actions))


def _constants(evidence: Evidence) -> dict[str, tuple[Episode, ...]]:
    return {recording.label.removeprefix("constant/"): known.episodes(recording) for recording in evidence.of("constants", "constant")}


def _empty(name: str) -> bool:
    return name.endswith("=")
