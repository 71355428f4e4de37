"""The generated pages of ``docs/``, made from the code that they describe. ``python -m tieout.docgen docs`` writes them."""
