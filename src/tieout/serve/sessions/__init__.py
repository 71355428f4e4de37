"""Sessions: how many there may be, how long they live, and where their months are made."""
