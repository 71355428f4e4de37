"""The package as a container: does it build, answer, and run as it should where it is deployed?"""

from collections.abc import Callable

from envjudge import values
from envjudge.evidence import Evidence
from envjudge.findings import Check, Finding, found, inapplicable, passed, skipped

BUILD_SECONDS = 600.0
HEALTHY_SECONDS = 30.0
LARGEST = 4 << 30
ENABLE = "--container, or --budget deep, where docker is"


def _of_container(judge: Callable[[dict[str, object]], Finding]) -> Callable[[Evidence], Finding]:
    def judged(evidence: Evidence) -> Finding:
        known = values.mapping(evidence.fact("container"))
        if evidence.fact("package") is values.ABSENT:
            return inapplicable("the subject is no package directory", "name the directory of the package instead of its address")
        if not known:
            return skipped("no container was built", ENABLE)
        return skipped(f"no container could be built: {known['unavailable']}", ENABLE) if known.get("unavailable") else judge(known)
    judged.__doc__ = judge.__doc__
    return judged


def builds(known: dict[str, object]) -> Finding:
    """The Dockerfile builds within ten minutes."""
    seconds = values.number(known.get("seconds")) or 0.0
    if known.get("fault"):
        return found("fail", f"the image does not build: {known['fault']}", "run docker build in the package's directory and mend what it says",
                     channel="source", about=("build",), seconds=round(seconds, 1))
    return passed("the image builds", seconds=round(seconds, 1))


def healthy(known: dict[str, object]) -> Finding:
    """The container answers within 30 s, with a read-only root and no network."""
    seconds = values.number(known.get("healthy"))
    if not known.get("image"):
        return skipped("there is no image to run", "mend the build")
    if seconds is None:
        return found("fail", f"the container does not answer: {str(known.get('silence'))[:300]}",
                     "listen on 0.0.0.0 and the exposed port; write only below /tmp; fetch nothing at start", channel="source", about=("silence",))
    if seconds > HEALTHY_SECONDS:
        return found("fail", f"the container answers after {seconds:.0f} s; 30 are allowed", "load less at start", channel="source", about=("slow",))
    return passed("the container answers", seconds=seconds)


def own_user(known: dict[str, object]) -> Finding:
    """The server in the image is not root."""
    if not known.get("image"):
        return skipped("there is no image to look at", "mend the build")
    user = str(known.get("user") or "root")
    if user.partition(":")[0] in {"root", "0"}:
        return found("warn", "the image runs as root", "end the Dockerfile with USER and a number", channel="source", about=("root",))
    return passed(f"the image runs as {user}")


def size(known: dict[str, object]) -> Finding:
    """The image is not larger than 4 GiB."""
    heavy = values.number(known.get("size")) or 0.0
    if not heavy:
        return skipped("there is no image to look at", "mend the build")
    if heavy > LARGEST:
        return found("warn", f"the image has {heavy / (1 << 30):.1f} GiB", "a slim base, no caches, wheels instead of compilers", channel="source", about=("size",),
                     megabytes=round(heavy / (1 << 20)))
    return passed("the image is of reasonable size", megabytes=round(heavy / (1 << 20)))


CHECKS: tuple[Check, ...] = (
    Check("container.builds", "gate", "The image builds",
          "docker build ends well within ten minutes.",
          "docker build of the package's directory.",
          (), _of_container(builds)),
    Check("container.healthy", "gate", "The container answers",
          "It answers within 30 s where it is confined as a validator confines it.",
          "2 CPUs, 8 GB, read-only root, /tmp in memory, no capabilities, no network.",
          (), _of_container(healthy)),
    Check("container.own_user", "gate", "The container is not root",
          "The image names a user of its own.",
          "The image's configuration.",
          (), _of_container(own_user)),
    Check("container.size", "gate", "The image is not huge",
          "It can be pulled in reasonable time.",
          "The image's size, at most 4 GiB.",
          (), _of_container(size)),
)
