"""Serve one environment class: `python -m envjudge.serve_class module:Class --port N`. Runs in a child process only.

The only module that imports the framework, and only here, where the subject lives anyway. The models of action, observation
and state are read from the class: its type arguments, else the annotations of `step` and `state`.
"""

import argparse
import importlib
import sys
import typing


def models_of(environment: type) -> tuple[type, type, type | None]:
    """Classes of action, observation, and state of an environment class. Raises TypeError when they are not declared."""
    for base in getattr(environment, "__orig_bases__", ()):
        found = [each for each in typing.get_args(base) if isinstance(each, type)]
        if len(found) >= 2:
            return found[0], found[1], found[2] if len(found) > 2 else None
    hints = typing.get_type_hints(environment.step)  # type: ignore[attr-defined]
    action, observation = hints.get("action"), hints.get("return")
    if not isinstance(action, type) or not isinstance(observation, type):
        raise TypeError(f"{environment.__name__}.step declares neither its action nor its observation")
    getter = getattr(getattr(environment, "state", None), "fget", None)
    state = typing.get_type_hints(getter).get("return") if getter else None
    return action, observation, state if isinstance(state, type) else None


def main() -> None:
    """Start the server and stay."""
    import uvicorn
    from openenv.core.env_server import create_app

    arguments = argparse.ArgumentParser()
    arguments.add_argument("name")
    arguments.add_argument("--port", type=int, required=True)
    given = arguments.parse_args()
    module, _, attribute = given.name.partition(":")
    sys.path.insert(0, ".")
    environment = getattr(importlib.import_module(module), attribute)
    action, observation, state = models_of(environment)
    capacity = 64 if getattr(environment, "SUPPORTS_CONCURRENT_SESSIONS", False) else 1
    more = {"state_cls": state} if state else {}
    app = create_app(environment, action, observation, max_concurrent_envs=capacity, **more)
    uvicorn.run(app, host="127.0.0.1", port=given.port, log_level="warning")


if __name__ == "__main__":
    main()
