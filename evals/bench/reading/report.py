"""The figures of the corpus, a line for each format and one for all, with 95 % Wilson intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.bench.reading.scoring import Score
from evals.intervals import wilson

BOUNDARY_AIM = 0.95
_HEAD = (
    f"{'format':<12} {'files':>5} {'clauses':>7} {'recall':>7} {'precis.':>7} {'ends':>7} {'labels':>7} "
    f"{'lossless':>8} {'chars':>7} {'extra':>6} {'fields':>7} {'s/file':>6}"
)


def lines(scores: Sequence[Score]) -> Iterator[str]:
    """The table."""
    yield _HEAD
    for name in dict.fromkeys(score.file.format for score in scores):
        yield _line(name, [score for score in scores if score.file.format == name])
    yield _line("all", scores)
    expected, found = sum(s.expected for s in scores), sum(s.found for s in scores)
    yield _share("boundaries found", sum(s.starts for s in scores), expected)
    yield _share("boundaries right among those set", sum(s.starts for s in scores), found)
    yield _share("ends right", sum(s.ends for s in scores), expected)
    for name in ("pdf", "pdf held out"):
        half = [score for score in scores if score.file.format == name]
        if half:
            yield _share(f"{name} alone: boundaries found", sum(s.starts for s in half), sum(s.expected for s in half))
    texts = [score for score in scores if score.file.is_text]
    if texts:
        yield _share("text formats without loss", sum(s.is_lossless for s in texts), len(texts))
    yield _share("metadata fields right", sum(s.fields_right for s in scores), sum(s.fields for s in scores))


def reaches_aims(scores: Sequence[Score]) -> bool:
    """Whether recall and precision of boundaries reach 95 % and no text format lost a character."""
    starts = sum(score.starts for score in scores)
    most = max(sum(score.expected for score in scores), sum(score.found for score in scores))
    return starts >= BOUNDARY_AIM * most and all(score.is_lossless for score in scores if score.file.is_text)


def _line(name: str, scores: Sequence[Score]) -> str:
    expected, found = sum(s.expected for s in scores), sum(s.found for s in scores)
    starts = sum(s.starts for s in scores)
    count = len(scores)
    return (
        f"{name:<12} {count:>5} {expected:>7} {starts / expected:>7.1%} {starts / max(found, 1):>7.1%} "
        f"{sum(s.ends for s in scores) / expected:>7.1%} {sum(s.labels for s in scores) / expected:>7.1%} "
        f"{sum(s.is_lossless for s in scores):>3}/{count:<4} {sum(s.recalled for s in scores) / count:>7.2%} "
        f"{1 - sum(s.read for s in scores) / count:>6.1%} "
        f"{sum(s.fields_right for s in scores) / sum(s.fields for s in scores):>7.1%} "
        f"{sum(s.seconds for s in scores) / count:>6.2f}"
    )


def _share(name: str, right: int, of: int) -> str:
    low, high = wilson(right, of)
    return f"{name}: {right}/{of} = {right / of:.1%} ({low:.1%}–{high:.1%})"
