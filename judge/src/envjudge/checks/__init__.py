"""The checks: pure functions from evidence to a finding, grouped by phase and theme; `registry` is the catalogue."""
