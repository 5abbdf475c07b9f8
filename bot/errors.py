"""What can go wrong between a question and its answer. Codes are stable, messages are Chinese sentences for people."""

from __future__ import annotations


class BotError(Exception):
    """Base of the folder's errors: `code` is stable, `str(error)` is a Chinese sentence for people."""

    code = "bot_error"

    def __init__(self, message: str) -> None:
        super().__init__(message)


class SettingsInvalid(BotError):
    """A setting (`PARKBOT_*` or a line of `.env`) has a value that cannot be used."""

    code = "invalid_settings"


class ConversationNotFound(BotError):
    """No conversation has this session id."""

    code = "conversation_not_found"


class AnswerNotFound(BotError):
    """No answer has this id."""

    code = "answer_not_found"


class ConversationsUnavailable(BotError):
    """The database of the conversations cannot be opened, read or written."""

    code = "conversations_unavailable"
