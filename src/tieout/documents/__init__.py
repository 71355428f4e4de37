"""What the outside world sends, as frozen records, and the desk that they lie on. May import ``ledger`` only."""
