"""The line that tells when a law was adopted, published and amended: （2007年3月16日第十届…通过 根据…修正）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from knowledge.extraction.dates import dates_in
from knowledge.extraction.document_numbers import DocumentNumber, numbers_in
from knowledge.extraction.layout import Layout, is_history, without_spaces
from knowledge.extraction.types import Span

_TITLES = re.compile(r"《[^》]*(?:》|$)|〈[^〉]*〉|<[^>]*>")
_KINDS = (
    ("revised", re.compile("修订")),
    ("amended", re.compile("修正|修改")),
    ("made", re.compile("通过|公布|发布|颁布|批准|会议")),
    ("effective", re.compile("施行|实施|生效")),
)
_SESSION = re.compile(
    r"第?[零〇一二三四五六七八九十百\d]+届|(?:\d{4}年)?第?[零〇一二三四五六七八九十百\d]+次.*|(?:审判|检察)委员会.*|(?:主席团|公告|令).*"
    r"|(?:常务|办公|部务|局务|署务|会务|委务|全体)会议.*|(?:审议|讨论|会议|修订|修正|通过|公布|发布|颁布|批准).*"
)
_LEAD = re.compile(r"^(?:起|由|经|根据|中华人民共和国)+")
_DECISION = re.compile(r"《(?P<name>[\u4e00-\u9fff]{2,20}?(?:院|会|局|部|府))关于")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One step in a law's life; `kind` is revised (anew as a whole), amended, made or effective."""

    kind: str
    day: date
    words: str
    span: Span
    number: DocumentNumber | None

    @property
    def body(self) -> str | None:
        """Who took the step (全国人民代表大会常务委员会, 国务院), None where it is not said."""
        words = _LEAD.sub("", without_spaces(_TITLES.sub("", self.words)))
        name = _LEAD.sub("", _SESSION.sub("", words)).strip("、,()[]")
        if 2 <= len(name) <= _LONGEST_NAME:
            return name
        deciding = _DECISION.search(self.words)
        return deciding["name"] if deciding else None


def history_of(layout: Layout, first: int, last: int) -> tuple[HistoryEvent, ...]:
    """The steps told on the history lines among the lines `first` … `last` (exclusive), in order."""
    events: list[HistoryEvent] = []
    for line in layout.lines[first:last]:
        if is_history(line.text):
            events += _events(layout.folded, line.start, line.end)
    return tuple(events)


def stage_in_hand(events: tuple[HistoryEvent, ...]) -> tuple[HistoryEvent, ...]:
    """The steps that made the text in hand: from the last revision of the whole, else from the adoption, to the next
    amendment. An amendment leaves a law its date; a revision gives it a new one."""
    revised = [index for index, event in enumerate(events) if event.kind == "revised"]
    first = revised[-1] if revised else 0
    stage: list[HistoryEvent] = []
    for event in events[first:]:
        if stage and event.kind in ("amended", "revised"):
            break
        if event.kind in ("revised", "made"):
            stage.append(event)
    return tuple(stage)


def _events(folded: str, start: int, end: int) -> list[HistoryEvent]:
    """The events of one line: each runs from its date to the next date that stands outside of a title."""
    masked = folded[:start] + _TITLES.sub(lambda match: "《" * len(match.group()), folded[start:end])
    found = dates_in(masked, start, end)
    ends = [next_start for _, next_start, _ in found[1:]] + [end]
    events = []
    for (day, day_start, day_end), stop in zip(found, ends, strict=True):
        words = folded[day_end:stop]
        bare = _TITLES.sub("", words)
        kind = next((name for name, pattern in _KINDS if pattern.search(bare)), None)
        if kind:
            number = next(numbers_in(_TITLES.sub("", words)), None)
            events.append(HistoryEvent(kind, day, words, (day_start, day_end), number))
    return events
