"""How much reading decides: measured on test months, written into docs/reading.md by ``make reading``."""
