"""envjudge: can the scores of an environment be trusted?

Nothing is imported here, so that the command starts at once. The order of imports, lowest first: values, replay,
evidence, turns, actions, findings, checks (pure); transport, servers, lab, probes, collect (all input and output);
judge, report, cli. No module knows any environment by name.
"""

VERSION = "0.1.0"
