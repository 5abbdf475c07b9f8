"""What is said when nothing may be cited: courtesy, refusals, and the question back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot import messages
from bot.scope import sounds_like_policy
from bot.single_cases import office_for
from bot.types import AnswerStatus, Draft, Intent, RegionReading, Sentence, SentenceKind, Understanding
from bot.unstated import law_names
from knowledge.absent_texts import AbsentText

_REFUSALS: Mapping[Intent, str] = {
    Intent.RULE_BREAKING: messages.RULE_BREAKING,
    Intent.ABOUT_BOT: messages.ABOUT_BOT,
    Intent.VENTING: messages.VENTING,
}
"""What is said to turns that are refused whatever they are about."""


def answer_without_evidence(understanding: Understanding, *, is_elsewhere: bool = False) -> Draft:
    """What is said when nothing may be cited; `is_elsewhere` where a rule of another place is about it."""
    if understanding.intent is Intent.GREETING:
        return _plain(AnswerStatus.GREETING, _courtesy(understanding.text))
    if understanding.intent is Intent.CIRCUMSTANCES:
        return _plain(AnswerStatus.CLARIFY, messages.CIRCUMSTANCES)
    if understanding.intent in _REFUSALS:
        return _plain(AnswerStatus.OUT_OF_SCOPE, _REFUSALS[understanding.intent])
    if understanding.intent is Intent.SINGLE_CASE:
        return _plain(AnswerStatus.OUT_OF_SCOPE, messages.SINGLE_CASE.format(office=office_for(understanding.text)))
    if understanding.intent is Intent.OUT_OF_SCOPE:
        return _plain(AnswerStatus.OUT_OF_SCOPE, messages.JUST_CHAT)
    if understanding.place is not None and understanding.place.has_own_law:
        return _plain(AnswerStatus.NO_ANSWER, messages.OWN_LAW.format(region=understanding.region_name))
    if understanding.absent_laws:
        return _plain(AnswerStatus.NO_ANSWER, messages.ABSENT_LAW.format(names=law_names(understanding)))
    if understanding.region is RegionReading.ELSEWHERE or is_elsewhere:
        return _plain(AnswerStatus.NO_ANSWER, messages.OTHER_REGION.format(region=understanding.region_name))
    if understanding.absent_text is not None:
        return _plain(AnswerStatus.NO_ANSWER, absent_words(understanding.absent_text))
    if not _is_policy(understanding):
        return _plain(AnswerStatus.OUT_OF_SCOPE, messages.OUT_OF_SCOPE)
    return _plain(AnswerStatus.NO_ANSWER, messages.NO_ANSWER)


def absent_words(text: AbsentText) -> str:
    """That a text is not in the knowledge base, what it would settle and whom to ask."""
    return messages.ABSENT_TEXT.format(name=text.name, unknown=text.unknown, ask=text.ask)


def _is_policy(understanding: Understanding) -> bool:
    named = understanding.subjects or understanding.document_names or understanding.document_numbers
    return bool(named) or sounds_like_policy(understanding.standalone)


def missing_facts(understanding: Understanding) -> tuple[Mapping[str, str], ...]:
    """What parkbot needs from the user: the question itself, after a turn that only says who they are."""
    if understanding.intent is not Intent.CIRCUMSTANCES:
        return ()
    return ({"field": "question", "question": messages.WHICH_QUESTION},)


def _plain(status: AnswerStatus, text: str) -> Draft:
    return Draft(status, (Sentence(text, SentenceKind.FRAME),))


def _courtesy(text: str) -> str:
    if re.search("再见|拜|bye|回见|回头见|下次", text):
        return messages.GOODBYE
    return messages.THANKS if re.search("谢|辛苦|厉害|棒|thank|赞|明白|懂了|清楚", text) else messages.GREETING
