"""Why a JSON text cannot be taken, in words for its sender; and what of an answer to it may repeat."""

import json
import re
from typing import Any, Final

from tieout.serve.wire.limits import MAX_DEPTH, MAX_ECHO, MAX_ERRORS, MAX_NAME

MAX_KEYS: Final = 32  # of an object outside a call's arguments; a reset takes nine
_LARGE: Final = 4096  # characters; a shorter text cannot hold enough to matter
_LONG_NUMBER: Final = re.compile(r"\d{400}")
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_MESSAGE: Final = 400  # characters of an error message as openenv words them, with at most ten errors in it


class Unfit(ValueError):
    """A text that cannot be taken. The message says why and what to send instead."""


def parsed(text: str, *, strict: bool) -> Any:
    """The value of a text. Unfit where it nests too deeply, holds half a surrogate pair, a number of hundreds of digits or
    an object with too many keys; where ``strict``, also NaN and infinities, which JSON does not have. json.JSONDecodeError
    where it is no JSON."""
    if too_deep(text):
        raise Unfit(f"The text nests more than {MAX_DEPTH} levels. Tool calls need four.")
    try:
        value = json.loads(text, parse_constant=_refused if strict else None)
        if _SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except (json.JSONDecodeError, Unfit):
        raise
    except UnicodeEncodeError:
        raise Unfit("The text holds half a surrogate pair. Texts are Unicode.") from None
    except ValueError:
        raise Unfit('The text holds a number of thousands of digits. Amounts are strings such as "1250.00".') from None
    if _crowded(value):
        raise Unfit(f"An object has more than {MAX_KEYS} keys. Only the arguments of a call may have as many.")
    return value


def check_rpc(request: Any) -> None:
    """Unfit where the names in a JSON-RPC request, which answers repeat, are no short texts."""
    if not isinstance(request, dict):
        raise Unfit("The request is not a JSON object. Batches are not taken; send one request at a time.")
    parameters = request.get("params")
    session = parameters.get("session_id") if isinstance(parameters, dict) else None
    if session is not None and not isinstance(session, str):
        raise Unfit("session_id is not a text. Send the one that openenv/session/create gave.")
    for name, value in (("method", request.get("method")), ("id", request.get("id")), ("session_id", session)):
        if isinstance(value, str) and len(value) > MAX_NAME:
            raise Unfit(f"{name} has {len(value)} characters. It has at most {MAX_NAME}.")


def looks_harmless(text: str) -> bool:
    """Whether a text is short and has nothing in it that :func:`parsed` could refuse, as nearly every call does."""
    short = len(text) <= _LARGE and text.count("[") + text.count("{") <= MAX_DEPTH
    return short and text.startswith("{") and not (_LONG_NUMBER.search(text) or _SURROGATE.search(text))


def too_deep(text: str) -> bool:
    """Whether brackets nest too deeply; those inside strings do not count."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    depth = 0
    inside = escaped = False
    for letter in text:
        if inside:
            inside, escaped = escaped or letter != '"', not escaped and letter == "\\"
        elif letter == '"':
            inside = True
        elif letter in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif letter in "]}":
            depth -= 1
    return False


def shortened_errors(errors: list[Any]) -> list[dict[str, Any]]:
    """The first errors of a validation: where, which rule, in which words; never the input."""
    kept = []
    for error in errors[:MAX_ERRORS]:
        if isinstance(error, dict):
            place = [clipped(part) if isinstance(part, str) else part for part in error.get("loc", ())]
            kept.append({"type": error.get("type"), "loc": place, "msg": clipped(str(error.get("msg")), _MESSAGE)})
    return kept


def clipped(text: str, most: int = MAX_ECHO) -> str:
    """A text that came from outside, cut to ``most`` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def clipped_message(message: str) -> str:
    """An error message of openenv's, which repeats what was sent after its first colon."""
    said, colon, repeated = message.partition(": ")
    if not colon:
        return clipped(message, _MESSAGE)
    most = _MESSAGE if said.startswith(("Invalid request", "Invalid JSON")) else MAX_ECHO
    return f"{clipped(said, _MESSAGE)}: {clipped(repeated, most)}"


def _refused(constant: str) -> None:
    raise Unfit(f"{constant} is not JSON. Send a number or null.")


def _crowded(value: Any) -> bool:
    if isinstance(value, dict):
        return len(value) > MAX_KEYS or any(_crowded(inner) for key, inner in value.items() if key != "arguments")
    if isinstance(value, list):
        return any(_crowded(inner) for inner in value)
    return False
