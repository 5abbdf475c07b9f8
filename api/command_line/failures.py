"""How a command fails: one clear line with a stable code, and an exit status."""

from __future__ import annotations

FAILED, WRONG_USAGE = 1, 2


class CommandFailed(Exception):
    """Ends a command. `str(error)` is a Chinese sentence, `exit_code` is `FAILED` or `WRONG_USAGE`."""

    def __init__(self, code: str, message: str, exit_code: int = FAILED) -> None:
        super().__init__(message)
        self.code = code
        self.exit_code = exit_code
