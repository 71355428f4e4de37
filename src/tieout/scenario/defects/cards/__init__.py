"""What goes wrong with cards, beyond what any month may have: charges of the company card, and chargebacks."""
