"""Errors in bills, orders, receipts and vendors."""
