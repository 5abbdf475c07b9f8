"""Doorways: HTTP."""
