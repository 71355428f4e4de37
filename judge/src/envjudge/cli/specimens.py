"""`selftest`: the specimen matrix."""

import typer
from rich.console import Console
from rich.text import Text

from envjudge import selftest as matrix
from envjudge.cli import ending
from envjudge.cli.ending import Mistake
from envjudge.specimens.catalogue import SPECIMENS


def selftest(names: list[str]) -> None:
    """Judge the specimens of those names, or all, and say of each whether the judge was right."""
    known = {each.name for each in SPECIMENS}
    for name in names:
        if name not in known:
            raise Mistake(f"there is no specimen {name!r}; there are {', '.join(sorted(known))}")
    asked = len(names or known)
    console = Console()
    heard = 0

    def tell(result: matrix.Result) -> None:
        nonlocal heard
        heard += 1
        own = result.specimen.check or "healthy"
        wrong = [*([f"{own} did not fire"] if result.missed else ()), *(f"{check} fired" for check in result.strange),
                 *(f"the replay of {check} shows nothing" for check in result.unshown)]
        mark = ("wrong", "bold red") if wrong else ("right", "green")
        console.print(Text.assemble(f"{heard:>3}/{asked} ", mark, f" {result.specimen.name} ({own})", f": {'; '.join(wrong)}" if wrong else ""))

    results = matrix.run(frozenset(names), tell)
    wrong = [each.specimen.name for each in results if not each.ok]
    console.print(Text(f"selftest: {len(results) - len(wrong)} of {len(results)} specimens judged rightly", "bold red" if wrong else "bold green"))
    if wrong:
        ending.say(f"the judge is wrong about {', '.join(wrong)}: do not trust its reports")
        raise typer.Exit(ending.OUR_FAULT)
