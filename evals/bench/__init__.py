"""Measurements at scale on folders that are not part of the project."""
