"""The rule-based agent: what a bookkeeper with a checklist and no judgement reaches."""
