"""Quality as a number that anyone can re-run offline."""
