"""Readers: a file's bytes → the text it carries, with what was left out or could not be read."""
