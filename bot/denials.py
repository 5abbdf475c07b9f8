"""What an answer from a loaded rule may deny: only what the cited sentences, and then the whole document, lack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.detail_shapes import Sought
from bot.details import asks_hard_cap
from bot.details_given import gives
from bot.gaps import Gaps
from bot.messages import GAPS, NO_CONTACT_DETAILS, NO_DURATION, NO_MATERIALS, NO_PLACE
from bot.types import Gap, GapDetail

_KINDS = {
    Sought.AMOUNT: GapDetail.AMOUNT,
    Sought.CAP: GapDetail.CAP,
    Sought.DEADLINE: GapDetail.DEADLINE,
    Sought.PLACE: GapDetail.CHANNEL,
    Sought.MATERIALS: GapDetail.CHANNEL,
    Sought.CONTACT: GapDetail.CHANNEL,
    Sought.CONDITION: GapDetail.CONDITION,
}
"""Every other detail is told as GapDetail.OTHER."""
_OF_CHANNEL = {Sought.PLACE: NO_PLACE, Sought.MATERIALS: NO_MATERIALS, Sought.CONTACT: NO_CONTACT_DETAILS}
_TIMES = frozenset({Sought.REVIEW_TIME, Sought.PAYMENT_TIME, Sought.NOTICE_TIME, Sought.SPAN})
_SETTLED_TEXTS = frozenset({GAPS[GapDetail.OTHER], NO_DURATION})


def only_true(gaps: Gaps, sought: Sequence[Sought], question: str, said: str, document_text: str) -> Gaps:
    """The gaps of an answer without what `said` gives of the details sought, and without what the document gives of the
    others; with each detail sought that `said` lacks."""
    lacking = tuple(_lacking(sought, question, said, document_text))
    kept = [gap for gap in gaps.asked if not sought or not _is_judged(gap)]
    asked = tuple(dict.fromkeys((*lacking, *kept)))
    named = {gap.detail for gap in asked}
    further = [gap for gap in gaps.further if gap.detail not in named and not _is_given(gap, document_text)]
    return Gaps(asked, tuple(further))


def _lacking(sought: Sequence[Sought], question: str, said: str, document_text: str) -> Iterator[Gap]:
    for each in sought:
        by_rate = each is Sought.CAP and not asks_hard_cap(question) and gives(said, Sought.AMOUNT)
        if by_rate or gives(said, each):
            continue
        kind = _KINDS.get(each, GapDetail.OTHER)
        text = NO_DURATION if each in _TIMES else GAPS[kind]
        if each in _OF_CHANNEL and any(gives(document_text, other) for other in _OF_CHANNEL):
            text = _OF_CHANNEL[each]
        yield Gap(kind, text)


def _is_judged(gap: Gap) -> bool:
    """Whether a gap is of a kind that the details sought decide."""
    return gap.detail is not GapDetail.OTHER or gap.text in _SETTLED_TEXTS


def _is_given(gap: Gap, document_text: str) -> bool:
    return any(kind is gap.detail and gives(document_text, each) for each, kind in _KINDS.items())
