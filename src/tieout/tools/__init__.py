"""What the agent can see and do. May import ``documents`` and ``ledger``; never ``scenario`` or ``grading``."""
