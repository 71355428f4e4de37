"""Errors about what customers pay: in receipts that wait, and in those that the bookkeeper has booked."""
