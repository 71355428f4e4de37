"""What probes say so that checks can tell it again. Constants only."""

MARKER = "zq7marker"
"""Said in every slot of one episode, looked for after it."""
NO_SUCH = "zq7nosuch"
"""A name that nothing has."""
PAUSE = 1.25
"""Seconds waited before the first step: long enough for a clock that counts seconds."""
TWIN = "twin"
"""The probe that speaks with the second server as well."""
