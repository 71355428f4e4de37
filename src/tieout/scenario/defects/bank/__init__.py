"""Errors between the bank and the books."""
