"""Which policies an enterprise meets, condition by condition, in three values; nothing is guessed."""
