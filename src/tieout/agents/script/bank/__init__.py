"""The script at the bank: statement lines, cards, agencies, and letters on them."""
