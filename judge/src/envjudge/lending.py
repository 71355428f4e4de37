"""Sessions that a server lends over HTTP: who is asked for them, and in what words. Pure."""

OURS = frozenset({"package", "image", "class"})
"""Kinds of subjects whose server is ours to harm."""


def asked(what: str, parameters: dict[str, object]) -> dict[str, object]:
    """The JSON-RPC request that creates or closes a session."""
    return {"jsonrpc": "2.0", "id": 1, "method": f"openenv/session/{what}", "params": parameters}
