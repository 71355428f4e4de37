"""Every accepted correction of every kind of error, and the near misses, as code: what the score owes to each.

A treatment does one finding of a month in its own way on a desk on which everything else is done as the oracle does it.
The tests compare what it earns with the same desk on which the finding is left in; ``docs/treatments.md`` lists it.
"""
