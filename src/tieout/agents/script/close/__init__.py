"""The script at the close: schedules, cut-off, contracts, and letters on them."""
