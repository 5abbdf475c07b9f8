"""What the commands of `parkbot.py` are made of."""
