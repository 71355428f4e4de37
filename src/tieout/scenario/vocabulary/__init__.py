"""Names and wording of the simulated firms: invented, combinatorial, and disjoint between the splits."""

from tieout.scenario.vocabulary.company_words import Vocabulary

__all__ = ["Vocabulary"]
