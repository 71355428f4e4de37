"""The script on purchases: orders, receipts and bills, and letters on them."""
