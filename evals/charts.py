"""The one drawing that a table cannot do: confidence against truth. SVG by hand, coloured by the page's own styles."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from evals.confidence import Bin

_SIDE, _LEFT, _BOTTOM, _TOP = 320, 40, 36, 10  # user units; the page scales the drawing to its column
_COLUMNS = 60  # height of the counts under the square


def reliability_chart(bins: Iterable[Bin], floor: float) -> Markup:
    """The share right in each bin with its interval, beside the diagonal of perfect calibration, and the sizes of bins.

    `floor` (0 … 1) is the confidence under which parkbot refuses; it is drawn as a line.
    """
    bins = tuple(bins)
    most = max((item.answers for item in bins), default=1)
    width, height = _LEFT + _SIDE + 10, _TOP + _SIDE + _BOTTOM + _COLUMNS
    parts = [*_frame(), _line(_x(floor), _y(0), _x(floor), _y(1), "floor")]
    for item in bins:
        x = _x(item.confidence)
        parts.append(_line(x, _y(item.low), x, _y(item.high), "whisker"))
        title = (
            f"置信度 {item.confidence:.2f}，{item.answers} 题，正确 {item.right:.1%}（{item.low:.1%}–{item.high:.1%}）"
        )
        parts.append(f'<circle cx="{x}" cy="{_y(item.right)}" r="5" class="dot"><title>{title}</title></circle>')
        parts += _column(x, item, most)
    label = "可靠性图：横轴为置信度，纵轴为首个引用正确的比例"
    return Markup(f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}">{"".join(parts)}</svg>')  # noqa: S704  # numbers and our own words only


def _frame() -> list[str]:
    parts = [f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" class="square"/>']
    parts.append(_line(_x(0), _y(0), _x(1), _y(1), "diagonal"))
    for step in range(0, 11, 2):
        share = step / 10
        parts.append(_text(_x(share), _TOP + _SIDE + 15, f"{share:.1f}", "middle"))
        parts.append(_text(_LEFT - 6, _y(share) + 4, f"{share:.0%}", "end"))
    parts.append(_text(_x(0.5), _TOP + _SIDE + 30, "置信度（下方：题数，深色为不该答的）", "middle"))
    return parts


def _column(x: float, item: Bin, most: int) -> list[str]:
    """The bin's answers as a column under the square, the unanswerable ones among them darker."""
    base = _TOP + _SIDE + _BOTTOM + _COLUMNS
    heights = [(item.answers, "count"), (item.unanswerable, "unanswerable")]
    return [
        f'<rect x="{x - 9:.1f}" y="{base - high:.1f}" width="18" height="{high:.1f}" class="{name}"/>'
        for number, name in heights
        if (high := (_COLUMNS - 4) * number / most)
    ]


def _line(x1: float, y1: float, x2: float, y2: float, name: str) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" class="{name}"/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{words}</text>'


def _x(share: float) -> float:
    return round(_LEFT + _SIDE * share, 1)


def _y(share: float) -> float:
    return round(_TOP + _SIDE * (1 - share), 1)
