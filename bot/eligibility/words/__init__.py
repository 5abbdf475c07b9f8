"""Everyday Chinese about one's own enterprise, read into typed facts that show the words they came from."""
