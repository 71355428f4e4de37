"""Letters: what an e-mail, a notice or a contract says, as a meaning and as text that is made from it."""
