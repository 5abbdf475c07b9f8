"""A formula (OMML) as one line of text: fractions as a/b, powers with ^, everything else in order."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from knowledge.readers.word.names import M

_PROPERTIES = "Pr"


def formula_text(element: Element) -> str:
    """The text of a formula or of a part of one; parts of more than one character are put in brackets."""
    name = element.tag.removeprefix(M)
    if name == "t":
        return element.text or ""
    if name == "f":
        return f"{_part(element, 'num')}/{_part(element, 'den')}"
    if name in ("sSup", "sSub"):
        mark, place = ("^", "sup") if name == "sSup" else ("_", "sub")
        return f"{_plain(element, 'e')}{mark}{_part(element, place)}"
    if name == "d":
        return f"({''.join(formula_text(part) for part in element.findall(M + 'e'))})"
    if name == "rad":
        return f"√{_part(element, 'e')}"
    return "".join(formula_text(child) for child in element if not child.tag.endswith(_PROPERTIES))


def _plain(element: Element, name: str) -> str:
    part = element.find(M + name)
    return formula_text(part) if part is not None else ""


def _part(element: Element, name: str) -> str:
    text = _plain(element, name)
    return text if len(text) <= 1 or text.isalnum() else f"({text})"
