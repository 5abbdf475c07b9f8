"""What routes need, as annotated types."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from bot.assistant import Assistant


def _assistant(request: Request) -> Assistant:
    assistant: Assistant = request.app.state.readiness.assistant
    return assistant


AssistantNeeded = Annotated[Assistant, Depends(_assistant)]
"""The open assistant; a request before that is answered 503 `not_ready`."""
