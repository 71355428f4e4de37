"""Phase 2: agents against each other. Does knowing earn more than not knowing, and does each task tell them apart?"""

import re
from itertools import pairwise
from typing import Literal

from envjudge import known, ladder, stats, turns, values, variance
from envjudge.evidence import Evidence
from envjudge.findings import Finding, found, passed, skipped
from envjudge.known import Episode
from envjudge.ladder import Scores
from envjudge.scripts import returning, told, want

GAP, CERTAIN_GAP = 0.25, 0.1
"""What the top must earn above junk, of the range; and the lower end of the interval of that gap."""
ENOUGH_TASKS = 8
"""With fewer tasks a statistical fault is a warning, unless nothing varies at all."""
LARGEST_TOLERANCE = 0.1
SOMETHING = 0.05
REACHED = 0.9
REACHABLE = 0.5
"""Share of tasks on which a model should earn something; it is blamed where the upper end of the interval lies below."""
MORE_TIME = "give it more time: --budget standard"
ENABLE_MODEL = "set API_BASE_URL, MODEL_NAME and HF_TOKEN (or API_KEY), and install envjudge[model]"
ENABLE_TOP = ("declare an oracle: validation.capabilities.oracle in openenv.yaml, with its public actions recorded in a file there, "
              f"one {{id, reset, actions}} per line; or judge with a model: {ENABLE_MODEL}")


def _severity(differences: tuple[float, ...]) -> Literal["fail", "warn"]:
    """Few tasks prove nothing, unless every one says the same."""
    return "fail" if len(differences) >= ENOUGH_TASKS or _always(differences) else "warn"


def _figures(evidence: Evidence) -> dict[str, float]:
    """Means of the rungs, components of variance, and what tasks tell."""
    table = ladder.table(evidence)
    figures = {f"mean_{agent}": round(stats.mean_of_tasks(list(scores.values())), 4) for agent, scores in table.items()}
    parts = variance.components({agent: scores for agent, scores in table.items() if agent != "repeat"})
    if parts is not None:
        figures |= {"var_agent": round(parts.agent, 5), "var_task": round(parts.task, 5), "var_agent_task": round(parts.interaction, 5),
                    "var_repetition": round(parts.repetition, 5), "reliability": round(parts.reliability, 4), "agents": parts.agents,
                    "tasks": parts.tasks}
    return figures


def oracle_max(evidence: Evidence) -> Finding:
    """The declared oracle reaches the highest reward, less the declared tolerance, on each of its tasks."""
    state = evidence.fact("declared", "state")
    trouble = "; ".join(map(str, values.items(evidence.fact("declared", "trouble"))))
    if not ladder.declared(evidence, "oracle") and not isinstance(state, str):
        return skipped("not established: no oracle is declared" + (f" that could be played ({trouble})" if trouble else ""), ENABLE_TOP)
    low, high, _declared = known.reward_range(evidence)
    asked = values.number(evidence.fact("manifest", "validation", "reward", "oracle_tolerance")) or 0.0
    least = high - min(asked, LARGEST_TOLERANCE * (high - low)) - 1e-6
    refused, played = [], [(each.total, each.recording.label, each.exchanges) for each in ladder.episodes(evidence, "oracle")]
    for recording in evidence.of("oracle", "oracle"):
        first = turns.read(recording.exchanges[0]) if recording.exchanges else None
        if first is not None and not first.ok and not first.lost:
            refused.append((recording, first.error or first.code))
    for recording in evidence.of("oracle", "injected"):
        heard = [turn for _e, turn in turns.turns(recording)]
        begun = bool(heard) and heard[0].ok and (not heard[0].done or heard[0].paid > 0)  # what ends unpaid in its reset was refused in words
        if begun:
            played.append((sum(turn.paid for turn in heard), recording.label, recording.of_kind("reset", "step")))
    if refused:
        recording, why = refused[0]
        return found("fail", f"the oracle's own reset is refused: {why[:120]}", "record the oracle against this version",
                     told("the oracle cannot begin", recording.exchanges[:1], want("type", "is", "error")), "protocol",
                     about=tuple(each.label for each, _why in refused), refused=len(refused))
    if not played:
        return skipped("not established: the injected state is refused, and no public actions are recorded", ENABLE_TOP)
    short = [each for each in played if each[0] < least]
    figures = {"tasks": len(played), "reached": len(played) - len(short), "lowest": round(min(each[0] for each in played), 4), "least": round(least, 4)}
    if not short:
        return passed("the oracle reaches the highest reward on every task", **figures)
    total, label, exchanges = min(short)
    return found("fail", f"the oracle earns {total:.3g} of {high:g} on {label} ({len(short)} of {len(played)} tasks fall short)",
                 "let the grader give full marks to what is right, or mend the oracle",
                 returning("the oracle falls short", exchanges, "below", least), "reward", about=tuple(each[1] for each in short), **figures)


def score_variance(evidence: Evidence) -> Finding:
    """The top of the ladder earns clearly more than the best agent that answers without knowing anything."""
    on = ladder.scale(evidence)
    junk = {name: (played, ladder.scored(played, on)) for name, played in ladder.junk(evidence).items()}
    if not junk:
        return skipped("nothing was answered without knowledge", "publish the action schema at /schema")
    means = {name: stats.mean_of_tasks(list(scored.values())) for name, (_played, scored) in junk.items()}
    worst, (episodes, scores) = max(junk.items(), key=lambda each: stats.mean_of_tasks(list(each[1][1].values())))
    floor = stats.mean_of_tasks(list(scores.values()))
    figures: dict[str, str | float] = {**_figures(evidence), "junk": worst, "mean_junk": round(floor, 4), "comparisons": len(junk)}
    table = ladder.table(evidence)
    top = next((agent for agent in ("oracle", "model", "baseline") if agent in table), "")
    if not top:
        best = on.score(known.best_total(evidence))
        if best - floor >= GAP:
            return passed("the best episode heard lies clearly above junk", **figures, best=round(best, 4))
        return skipped("not established: neither oracle nor model nor baseline was played, and the best episode heard is little above junk",
                       ENABLE_TOP)
    gap, interval, differences = _gap(table[top], scores)
    figures |= {"gap": round(gap, 4), "gap_low": round(interval[0], 4), "gap_high": round(interval[1], 4), "top": top}
    if gap >= GAP and interval[0] > CERTAIN_GAP:
        return passed(f"the {top} earns {gap:.2f} of the range more than the best junk", **figures)
    if top != "oracle" and floor < 0.5:
        return skipped(f"not established: the {top} earns little itself ({figures[f'mean_{top}']})", ENABLE_TOP)
    if interval[1] >= GAP:  # of twenty junk policies the luckiest is compared: a wide interval blames nobody
        return skipped(f"not established: the {top} earns {gap:.2f} more than {worst}, which may as well be {interval[1]:.2f}", MORE_TIME)
    status = _severity(differences) if top == "oracle" else "warn"
    rivals = tuple(name for name, mean in means.items() if stats.mean_of_tasks(list(table[top].values())) - mean < GAP)
    best_junk = max(episodes, key=lambda each: each.total)
    return found(status, f"{worst}, knowing nothing, earns {floor:.2f} of the range: the {top} earns only {gap:.2f} more",
                 "let what is wrong earn little: the gap is what an agent can learn", returning("junk is paid", best_junk.exchanges, "above", best_junk.total - 1e-4),
                 "reward", about=rivals or (worst,), **figures)


def _gap(top: Scores, low: Scores) -> tuple[float, tuple[float, float], tuple[float, ...]]:
    """(mean difference, its interval, differences by task): paired where both played the same tasks, else by the outer ends of
    both intervals."""
    differences = stats.paired(top, low)
    if len(differences) >= 3:
        return stats.mean(differences), stats.bootstrap(differences), differences
    upper, lower = list(top.values()), list(low.values())
    (a, b), (c, d) = stats.clustered(upper), stats.clustered(lower)
    means = tuple(stats.mean_of_tasks(upper) - stats.mean(each) for each in lower)
    return stats.mean_of_tasks(upper) - stats.mean_of_tasks(lower), (a - d, b - c), means


def score_monotone(evidence: Evidence) -> Finding:
    """Who knows more does not earn less: no rung that knows or tries lies below one that knows nothing."""
    table = ladder.table(evidence)
    pairs = [(upper, lower) for upper in ("oracle", "model", "baseline") for lower in (*ladder.KNOW_NOTHING, "model")
             if upper in table and lower in table and upper != lower and (lower != "model" or upper == "oracle")]
    compared = [(upper, lower, stats.paired(table[upper], table[lower])) for upper, lower in pairs]
    compared = [each for each in compared if each[2]]
    if not compared:
        return skipped("not established: no agent that knows or tries was played on the same tasks", ENABLE_TOP)
    proven = stats.holm([stats.sign_flip(differences) for _u, _l, differences in compared])
    standing = [stands or _always(differences) for stands, (_u, _l, differences) in zip(proven, compared, strict=True)]
    inverted = [(stats.mean(differences), upper, lower, differences) for (upper, lower, differences), stands in zip(compared, standing, strict=True)
                if stands and stats.mean(differences) < -variance.SAME]
    figures = {**_figures(evidence), "comparisons": len(compared),
               "order": round(stats.share_ordered([stats.mean_of_tasks(list(scores.values())) for scores in table.values()]), 4),
               "order_chance": round(min(stats.chance_positive(differences) for _u, _l, differences in compared), 4)}
    if not inverted:
        return passed("no rung of the ladder is inverted", **figures)
    gap, upper, lower, differences = min(inverted)
    status = _severity(differences) if upper == "oracle" else "warn"
    best = max(ladder.episodes(evidence, lower), key=lambda each: each.total)
    return found(status, f"the {lower} agent earns {-gap:.2f} of the range more than the {upper}", "pay for what is right, not for what is cheap",
                 returning(f"{lower} beats {upper}", best.exchanges, "above", best.total - 1e-4), "reward",
                 about=tuple(f"{u}<{low}" for _g, u, low, _d in inverted), **figures)


def _always(differences: tuple[float, ...]) -> bool:
    """Whether the effect is deterministic: two tasks or more, and the same on each."""
    return len(differences) > 1 and max(differences) - min(differences) < 1e-9


def adversarial_floor(evidence: Evidence) -> Finding:
    """Policies that solve nothing stay at the floor: a search by rewards alone does not climb to the top. (Doing nothing,
    repeating and nonsense, the rest of the panel, have checks of their own; their means are in the figures.)"""
    on = ladder.scale(evidence)
    climbed: dict[str, list[Episode]] = {}
    for recording in evidence.of("search", "search"):
        # who is right at the first try has been lucky: nothing was climbed
        climbed.setdefault(recording.label.rpartition("/")[0], []).extend(e for e in known.episodes(recording) if len(e.actions) > 1)
    tried = {name: played for name, played in climbed.items() if len(played) >= 3}
    if not tried:
        return skipped("no slot takes a text or a number to search in", "nothing to do for actions without texts or numbers")
    panel = {agent: stats.mean_of_tasks(list(ladder.scores(evidence, agent, on).values())) for agent in ("null", "uniform")}
    reached = {name: [on.score(e.total) for e in played] for name, played in tried.items()}
    figures = {**{f"mean_{agent}": round(score, 4) for agent, score in panel.items()}, "searched": len(tried),
               "mean_search": round(max(stats.mean(each) for each in reached.values()), 4)}
    won = [name for name, scores in reached.items() if min(scores) >= REACHED and panel["uniform"] < 0.5]
    if not won:
        return passed("a search by rewards alone does not reach the top", **figures)
    episode = max(tried[won[0]], key=lambda each: each.total)
    return found("fail", f"a search that reads only rewards earns {stats.mean(reached[won[0]]):.2f} of the range ({won[0].removeprefix('search/')})",
                 "grade once, at the end; or let attempts cost", returning("climbing by rewards", episode.exchanges, "above", episode.total - 1e-4),
                 "reward", about=tuple(won), **figures)


def graders_range(evidence: Evidence) -> Finding:
    """What an episode earns as a whole lies in the range of rewards too, and no task earns the same for all agents."""
    low, high, _declared = known.reward_range(evidence)
    margin = 1e-6 * (high - low)
    played = [each for agent in ladder.ORDER for each in ladder.episodes(evidence, agent)]
    if len(played) < 3:
        return skipped("fewer than three episodes were played", MORE_TIME)
    kept = [each for each in played if all(low <= reward <= high for reward in each.rewards)]
    out = [each for each in kept if not low - margin <= each.total <= high + margin]
    table = ladder.table(evidence)
    read = variance.by_task({agent: scores for agent, scores in table.items() if agent != "repeat"})
    told_apart = [each for each in read if each.task in table.get("oracle", {}) or each.lowest > SOMETHING]  # else nobody may have solved it
    dead = [each for each in told_apart if each.dead]
    figures = {"episodes": len(played), "lowest": round(min(e.total for e in played), 4), "highest": round(max(e.total for e in played), 4),
               "tasks": len(read), "tasks_with_top": len(told_apart), "dead": len(dead)}
    if out:
        worst = max(out, key=lambda each: max(each.total - high, low - each.total))
        relation, limit = ("above", high) if worst.total > high else ("below", low)
        return found("fail", f"an episode of {len(worst.actions)} steps earns {worst.total:.3g}, outside {low:g} … {high:g}, though no step does",
                     "let the rewards of an episode add up to its grade", returning("a return out of range", worst.exchanges, relation, limit),
                     "reward", about=("return",), **figures)
    if dead and len(told_apart) >= 3:
        task = dead[0].task
        episode = next(e for e in played if ladder.task_of(e) == task)
        return found("warn", f"{len(dead)} of {len(told_apart)} tasks earn the same for every agent, such as {task[:80]}",
                     "mend or drop tasks that tell nobody apart",
                     returning("a task that tells nobody apart", episode.exchanges, "below", episode.total + 1e-4), "reward",
                     about=tuple(each.task for each in dead), **figures)
    return passed("episodes earn what the range allows", **figures)


def variance_bound(evidence: Evidence) -> Finding:
    """On one task, seen alike and played alike, another seed does not pay differently: noise stays below difficulty."""
    on = ladder.scale(evidence)
    groups: dict[str, list[Episode]] = {}
    for recording in evidence.of("oracle", "seeds"):
        groups.setdefault(recording.label.rpartition("/")[0], []).extend(known.episodes(recording))
    alike = {label: same for label, played in groups.items() if len(same := _seen_alike(played)) >= 3}
    if not alike:
        return skipped("no task could be held fixed under other seeds", "let reset take split and index of the Task API, beside the seed")
    scores = {label: tuple(on.score(each.total) for each in played) for label, played in alike.items()}
    noise = stats.mean([stats.mean([(x - stats.mean(s)) ** 2 for x in s]) * len(s) / (len(s) - 1) for s in scores.values()])
    between = variance.components({"noise": scores, "none": {task: (0.0,) * len(s) for task, s in scores.items()}})
    share = noise / (noise + (between.task if between else 0.0)) if noise else 0.0
    figures = {"tasks": len(alike), "sd_of_seeds": round(noise ** 0.5, 4), "share_of_seeds": round(share, 4)}
    if noise ** 0.5 < 0.05 or share <= 0.5:
        return passed("the same play of the same task is paid alike under every seed", **figures)
    label = max(scores, key=lambda each: max(scores[each]) - min(scores[each]))
    worst = min(alike[label], key=lambda each: each.total)
    best = max(alike[label], key=lambda each: each.total)
    return found("warn", f"one task, seen and played alike, is paid {worst.total:.3g} under one seed and {best.total:.3g} under another",
                 "take chance out of the reward, or show it", returning("chance decides the reward", worst.exchanges, "below", best.total - 1e-4),
                 "reward", about=("noise",), **figures)


def _seen_alike(played: list[Episode]) -> list[Episode]:
    """The largest group of episodes in which every observation was the same."""
    groups: dict[str, list[Episode]] = {}
    for each in played:
        seen = values.digest([turns.read(exchange).observation for exchange in each.exchanges])
        groups.setdefault(seen, []).append(each)
    return max(groups.values(), key=len, default=[])


_WORDS = ("trivial", "very easy", "beginner", "easy", "simple", "medium", "moderate", "intermediate", "normal", "hard", "difficult", "advanced",
          "very hard", "expert", "extreme")


def _level(name: str) -> float | None:
    numbered = re.fullmatch(r"(?:level|tier|l|d)?[ _-]?(\d+(?:\.\d+)?)", name.lower())
    if numbered:
        return float(numbered[1])
    return float(_WORDS.index(name.lower())) if name.lower() in _WORDS else None


def difficulty_separation(evidence: Evidence) -> Finding:
    """Tasks called hard are not won more often than tasks called easy; and the weakest agents do not win everything."""
    uniform = [each.total for each in ladder.episodes(evidence, "uniform")]
    best = known.best_success(evidence)
    replays = [each.total for each in known.played(evidence, "again", "other-seed")]
    if len(uniform) >= 6 and len(replays) >= 5 and best > 0 and min(stats.mean(uniform), stats.mean(replays)) >= REACHED * best:
        episode = max(known.played(evidence, "again", "other-seed"), key=lambda each: each.total)
        return found("fail", f"random play earns {stats.mean(uniform):.3g} and a fixed list of actions {stats.mean(replays):.3g} of {best:.3g}: "
                     "strong and weak agents cannot be told apart", "make the task answer back: an opponent, or states that must be read",
                     returning("a fixed list of actions wins", episode.exchanges, "above", episode.total - 1e-4), "reward",
                     about=("open loop",), uniform=round(stats.mean(uniform), 4), replayed=round(stats.mean(replays), 4))
    compared = 0
    for agent, scores in ladder.table(evidence).items():
        tiers: dict[float, tuple[str, list[tuple[str, tuple[float, ...]]]]] = {}
        for task, given in scores.items():
            name = ladder.tier(evidence, task)
            level = _level(name)
            if level is not None:
                tiers.setdefault(level, (name, []))[1].append((task, given))
        order = sorted(level for level, (_name, groups) in tiers.items() if sum(len(given) for _t, given in groups) >= 6)
        for easy, hard in pairwise(order):
            compared += 1
            lower, upper = ([given for _task, given in tiers[level][1]] for level in (easy, hard))
            (_a, b), (c, _d) = stats.clustered(lower, level=0.99), stats.clustered(upper, level=0.99)
            if c > b + 0.05:  # of 1,000 simulated pairs of equal tiers (4 tasks, 3 episodes each) 4 in one round, none in both
                task = max(tiers[hard][1], key=lambda each: stats.mean(each[1]))[0]
                episode = max((e for e in ladder.episodes(evidence, agent) if ladder.task_of(e) == task), key=lambda each: each.total)
                return found("warn", f"{agent} earns {stats.mean_of_tasks(upper):.2f} on {tiers[hard][0]} tasks and {stats.mean_of_tasks(lower):.2f} on "
                             f"{tiers[easy][0]} ones", "order the labels by what agents earn",
                             returning(f"a {tiers[hard][0]} task won by {agent}", episode.exchanges, "above", episode.total - 1e-4), "reward",
                             about=(f"{tiers[easy][0]}<{tiers[hard][0]}",), agent=agent, easier=round(stats.mean_of_tasks(upper), 4),
                             harder=round(stats.mean_of_tasks(lower), 4))
    if compared or (len(uniform) >= 6 and best > 0):
        return passed("weak agents do not win everything, and no tier is inverted", tiers_compared=compared)
    return skipped("no episode earned more than a tenth of the range: nothing separates the agents", ENABLE_TOP)


def headroom(evidence: Evidence) -> Finding:
    """The best agent that is not the oracle leaves something to be learnt."""
    table = ladder.table(evidence)
    tried = {agent: table[agent] for agent in ladder.TRY if agent in table}
    if not tried:
        return skipped("no model and no baseline was played", ENABLE_MODEL)
    agent, scores = max(tried.items(), key=lambda each: stats.mean_of_tasks(list(each[1].values())))
    mean = stats.mean_of_tasks(list(scores.values()))
    low, high = stats.clustered(list(scores.values()))
    rates = [stats.mean([float(score >= REACHED) for score in given]) for given in scores.values()]
    figures: dict[str, str | float] = {"agent": agent, "mean": round(mean, 4), "low": round(low, 4), "high": round(high, 4), "headroom": round(1 - mean, 4),
               "tasks": len(scores), "signal": round(stats.mean([stats.signal(rate) for rate in rates]), 4)}
    if 1 - mean >= 0.05:
        return passed("there is room above the best agent", **figures)
    episode = max(ladder.episodes(evidence, agent), key=lambda each: each.total, default=None)
    script = None if episode is None else returning("solved already", episode.exchanges, "above", episode.total - 1e-4)
    return found("warn", f"the {agent} earns {mean:.2f} of the range: next to nothing is left to learn", "add harder tasks", script, "reward",
                 about=("headroom",), **figures)


def reward_reachability(evidence: Evidence) -> Finding:
    """A standard model earns something, on one task at least, and on half of them for a pass."""
    scores = ladder.scores(evidence, "model")
    if not scores:
        return skipped("no model was played", ENABLE_MODEL)
    low = ladder.scale(evidence).score(0.0)
    reached = {task: max(given) > low + 1e-9 for task, given in scores.items()}
    share = stats.mean([float(each) for each in reached.values()])
    tries = min(len(given) for given in scores.values())
    solved = [sum(score >= REACHED for score in given) for given in scores.values()]
    figures: dict[str, float] = {"tasks": len(scores), "reached": sum(reached.values()), "episodes_each": tries,
               f"pass_at_{tries}": round(stats.mean([stats.pass_at(tries, min(n, tries), tries) for n in solved]), 4),
               f"pass_all_{tries}": round(stats.mean([stats.pass_all(tries, min(n, tries), tries) for n in solved]), 4)}
    if share and stats.wilson(sum(reached.values()), len(reached))[1] >= REACHABLE:
        return passed("a standard model earns rewards", **figures)
    episode = min(ladder.episodes(evidence, "model"), key=lambda each: each.total)
    return found("warn" if share else "fail", f"a standard model earns nothing on {len(reached) - sum(reached.values())} of {len(reached)} tasks",
                 "add easier tasks, or say in the observation what is asked and in which form",
                 returning("a model earns nothing", episode.exchanges, "below", episode.total + 1e-4), "reward", about=("unreached",), **figures)
