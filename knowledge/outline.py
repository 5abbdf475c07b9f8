"""What divides a document: attachments, headings, and the enumerators that start clauses, in order of appearance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from knowledge.attachments import AttachmentMark, find_attachments
from knowledge.candidates import Candidate, find_candidates
from knowledge.contents import contents_lines
from knowledge.enumerators import Enumerator, Family
from knowledge.headings import Heading, division_headings, numbered_headings, unnumbered_headings
from knowledge.lines import Line, split_lines


class Kind(Enum):
    """What an event of the outline is."""

    CLAUSE = auto()
    HEADING = auto()
    ATTACHMENT = auto()


@dataclass(frozen=True, slots=True)
class Event:
    """A place where the outline changes; `start` is its offset, `line_end` that of its (last) line.

    A heading is `detached` if a clause or another detached heading follows right below: then its line belongs to no
    clause. Otherwise text follows, and the line stays in the clause above it.
    """

    kind: Kind
    start: int
    line_end: int
    enumerator: Enumerator | None = None
    heading: Heading | None = None
    attachment: AttachmentMark | None = None
    detached: bool = True


def outline(text: str, title: str | None = None) -> list[Event]:
    """All events of a document, in order."""
    lines = split_lines(text)
    contents = contents_lines(lines)
    marks, listing = find_attachments(lines, contents)
    passive = listing | contents
    events = []
    begins = [0, *(mark.line for mark in marks)]
    for part, (begin, end) in enumerate(zip(begins, [*begins[1:], len(lines)], strict=True)):
        first = begin
        if part:
            line = lines[begin]
            events.append(Event(Kind.ATTACHMENT, line.start, line.end, attachment=marks[part - 1]))
            first = begin + 1
        inert = {index - first for index in passive if first <= index < end}
        events.extend(_events_of_part(text, lines[first:end], inert, title))
    return events


def _events_of_part(text: str, lines: Sequence[Line], inert: set[int], title: str | None) -> list[Event]:
    """The events of the main text or of one attachment."""
    candidates = find_candidates(text, lines, inert)
    clauses, numbered = _clauses_and_headings(text, lines, candidates)
    starting = {candidate.line for candidate in clauses if candidate.opens_line}
    headings = numbered + division_headings(lines, starting, inert)
    taken = inert | {index for heading in headings for index in range(heading.first, heading.last + 1)}
    below = starting | {heading.first for heading in headings}
    first_clause_line = min((candidate.line for candidate in clauses), default=len(lines))
    headings += unnumbered_headings(lines, below, taken, first_clause_line, title)
    events = [_heading_event(lines, heading, detached) for heading, detached in _with_detached(headings, starting)]
    events += [
        Event(Kind.CLAUSE, candidate.enumerator.start, lines[candidate.line].end, enumerator=candidate.enumerator)
        for candidate in clauses
    ]
    return sorted(events, key=lambda event: event.start)


def _clauses_and_headings(
    text: str, lines: Sequence[Line], candidates: list[Candidate]
) -> tuple[list[Candidate], list[Heading]]:
    """Which candidates start clauses, and which head articles. From the first article on only articles do."""
    articles = [candidate for candidate in candidates if candidate.family is Family.ARTICLE]
    if not articles:
        return candidates, []
    headings = numbered_headings(text, lines, candidates)
    heading_lines = {heading.first for heading in headings}
    others = [c for c in candidates if c.family is not Family.ARTICLE and c.line not in heading_lines]
    if _articles_are_quoted(articles[0], others):
        return [candidate for candidate in candidates if candidate.family is not Family.ARTICLE], []
    before = [candidate for candidate in others if candidate.enumerator.start < articles[0].enumerator.start]
    return before + articles, headings


def _articles_are_quoted(first_article: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether 一、二、 run on across the first article: a decision that amends a law and prints its new articles."""
    comma = [c.enumerator for c in others if c.family is Family.CHINESE_COMMA and c.opens_line]
    before = [mark.value for mark in comma if mark.start < first_article.enumerator.start]
    after = [mark.value for mark in comma if mark.start > first_article.enumerator.start]
    return bool(before and after) and after[0] == before[-1] + 1


def _with_detached(headings: list[Heading], starting: set[int]) -> list[tuple[Heading, bool]]:
    """Each heading with whether a clause or a detached heading follows on the next line."""
    followed = set(starting)
    judged: list[tuple[Heading, bool]] = []
    for heading in sorted(headings, key=lambda heading: heading.first, reverse=True):
        detached = heading.last + 1 in followed
        if detached:
            followed.add(heading.first)
        judged.append((heading, detached))
    return judged


def _heading_event(lines: Sequence[Line], heading: Heading, detached: bool) -> Event:
    start, end = lines[heading.first].start, lines[heading.last].end
    return Event(Kind.HEADING, start, end, heading=heading, detached=detached)
