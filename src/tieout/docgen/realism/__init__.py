"""``docs/realism.md``: how like real books the generated ones are, quantity by quantity, with what each should be and why."""
