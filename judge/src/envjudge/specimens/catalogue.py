"""Which specimen shows which check. `also` lists what follows from the flaw and may be found beside it."""

from dataclasses import dataclass

from envjudge.specimens import (
    cheats,
    copies,
    doors,
    flawed,
    healthy,
    ladders,
    late,
    lending,
    packages,
    stateful,
    unsteady,
)
from envjudge.specimens.base import Quiz


@dataclass(frozen=True, slots=True)
class Specimen:
    """A specimen: `check` is the check that must fire on it ("" for a healthy one), `also` what else may; `model` says that a
    (scripted) model plays it."""

    name: str
    made: type[Quiz]
    check: str = ""
    also: tuple[str, ...] = ()
    package: packages.Package | None = None
    """The directory that is judged instead of a server."""
    model: bool = False


def _of(made: type[Quiz], check: str = "", *also: str, model: bool = False) -> Specimen:
    return Specimen(made.__name__.lower(), made, check, also, model=model)


SPECIMENS: tuple[Specimen, ...] = (
    _of(healthy.Sums, model=True),
    _of(healthy.Polite),
    _of(healthy.Shelves, model=True),
    _of(healthy.Buttons, model=True),
    _of(lending.Host),
    _of(stateful.Letters),
    _of(stateful.Contest),
    _of(flawed.Sick, "runtime.startup"),
    _of(flawed.Stuck, "runtime.step_works"),
    _of(flawed.Unwritten, "spec.schemas"),
    _of(flawed.Unlike, "runtime.observation_schema"),
    _of(flawed.Nameless, "runtime.state_contract"),
    _of(flawed.Null, "runtime.reward_well_formed"),
    _of(flawed.Truth, "runtime.reward_well_formed"),
    _of(flawed.Overpaid, "runtime.reward_well_formed"),
    _of(flawed.Lenient, "spec.forbidden_refused"),
    _of(flawed.Careless, "robust.error_atomicity", "runtime.state_contract"),
    _of(flawed.Early, "robust.step_before_reset"),
    _of(flawed.Pair, "tasks.enumerated"),
    _of(flawed.Negative, "tasks.bounds"),
    _of(stateful.Bare, "tasks.listed", "tasks.enumerated"),
    _of(stateful.Level, "tasks.grader_varies"),
    _of(stateful.Beyond, "tasks.grader_varies"),
    _of(stateful.Dicey, "tasks.baseline_repeats"),
    _of(stateful.Communal, "runtime.concurrency"),
    _of(flawed.Mute, "spec.tool_descriptions"),
    _of(flawed.Boaster, "runtime.tool_declaration_accuracy"),
    _of(flawed.Counter, "runtime.task_declaration_accuracy"),
    _of(flawed.Single, "runtime.concurrency", "robust.mcp_sessions"),
    _of(flawed.Hoarder, "robust.slots_freed"),
    _of(lending.Lender, "robust.mcp_sessions"),
    _of(lending.Counterfoil, "robust.mcp_sessions"),
    _of(flawed.Fragile, "robust.inputs"),
    _of(late.Hang, "robust.latency"),
    _of(late.Slow, "robust.latency"),
    _of(doors.Tracer, "robust.error_text"),
    _of(flawed.Generous, "semantic.floor_gap", "statistical.monotone_order"),
    _of(flawed.Blind, "semantic.constant_grader", "exploit.constant_answer", "semantic.canary_floor", "exploit.memorisation",
        "statistical.monotone_order", "statistical.difficulty_separation"),
    _of(flawed.Coin, "statistical.monotone_order", "exploit.memorisation", "statistical.difficulty_separation"),
    _of(ladders.Miser, "semantic.oracle_max"),
    _of(ladders.Shallow, "score.variance", "semantic.canary_floor"),
    _of(ladders.Upside, "score.monotone", "semantic.oracle_max", "score.variance", "semantic.canary_floor", "semantic.constant_grader",
        "exploit.constant_answer", "statistical.monotone_order", "statistical.difficulty_separation", "exploit.memorisation"),
    _of(ladders.Warm, "statistical.adversarial_floor"),
    _of(ladders.Lucky, "statistical.variance_bound"),
    _of(ladders.Mislabelled, "statistical.difficulty_separation"),
    _of(ladders.Easy, "statistical.headroom", model=True),
    _of(ladders.Unpaid, "statistical.reward_reachability", model=True),
    _of(ladders.Overfull, "tasks.graders_range"),
    _of(flawed.Endless, "runtime.episode_ends"),
    _of(flawed.Farm, "exploit.repeat_action", "tasks.graders_range"),
    _of(cheats.Toggle, "exploit.two_cycle", "statistical.monotone_order", "exploit.memorisation"),
    _of(flawed.Always42, "exploit.constant_answer"),
    _of(flawed.Leaning, "exploit.majority_answer"),
    _of(flawed.Substring, "semantic.canary_floor", "exploit.constant_answer"),
    _of(cheats.Rubric, "semantic.vacuous_component"),
    _of(cheats.Copyist, "exploit.identity_policy"),
    _of(cheats.Patient, "exploit.attempt_limit"),
    _of(cheats.Swapped, "exploit.answer_swap"),
    _of(cheats.Gullible, "exploit.judge_injection"),
    _of(cheats.Keyring, "exploit.master_keys"),
    _of(cheats.Wordy, "exploit.length_bias"),
    _of(flawed.Paymaster, "exploit.step_after_done"),
    _of(stateful.Pension, "exploit.step_after_done"),
    _of(flawed.Phoenix, "exploit.silent_restart"),
    _of(flawed.Teacher, "exploit.feedback_leak"),
    _of(flawed.Loose, "runtime.oracle_containment"),
    _of(flawed.Open, "semantic.no_solution_leakage"),
    _of(flawed.Blurt, "exploit.error_leak"),
    _of(flawed.Example, "exploit.schema_leak"),
    _of(flawed.Served, "exploit.task_leak"),
    _of(flawed.Chosen, "exploit.reset_control"),
    _of(flawed.Tip, "exploit.invalid_pays"),
    _of(flawed.SideDoor, "exploit.mcp_bypass"),
    _of(doors.Seated, "exploit.chosen_start"),
    _of(doors.Stumble, "exploit.chosen_start"),
    _of(doors.Backdoor, "exploit.side_doors"),
    _of(doors.Cellar, "exploit.tool_paths"),
    _of(unsteady.Deaf, "runtime.seed_control"),
    _of(unsteady.Fixed, "runtime.seed_control", "tasks.enumerated"),
    _of(unsteady.Halved, "runtime.seed_neighbours"),
    _of(unsteady.Frozen, "runtime.unseeded_resets"),
    _of(unsteady.Observer, "runtime.read_only_state"),
    _of(unsteady.Hasty, "runtime.wall_clock"),
    _of(unsteady.Sticky, "runtime.residual_state", "runtime.seed_control"),
    _of(unsteady.Noisy, "runtime.episode_determinism"),
    _of(unsteady.Zoned, "semantic.verifier_portability"),
    _of(unsteady.Hashed, "robust.process_determinism"),
    _of(unsteady.Unsorted, "robust.process_determinism"),
    _of(unsteady.Shared, "runtime.episode_isolation"),
    _of(unsteady.Script, "exploit.memorisation"),
    Specimen("tiny", Quiz, package=packages.contained()),
    Specimen("own_work", Quiz, package=copies.OWN),
    Specimen("renamed", Quiz, "source.near_copy", package=copies.RENAMED),
    *(Specimen(name, Quiz, check, package=package) for name, package, check in packages.FLAWED),
)

BY_NAME = {specimen.name: specimen for specimen in SPECIMENS}
