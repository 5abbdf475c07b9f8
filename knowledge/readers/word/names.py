"""Names of WordprocessingML and of what may stand in it, and small questions to its elements."""

from __future__ import annotations

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"

_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP),
)


def with_usual_names(xml: bytes) -> bytes:
    """The XML of a part with the namespaces of Strict OOXML replaced by the usual ones."""
    if _STRICT not in xml:
        return xml
    for strict, usual in _TRANSITIONAL:
        xml = xml.replace(strict, usual.strip("{}").encode())
    return xml


def value_of(parent: Element | None, name: str) -> str | None:
    """The `w:val` of the child `name`, None without the child or the value."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(W + "val") if child is not None else None


def number_of(parent: Element | None, name: str) -> int | None:
    """The `w:val` of the child `name` as an integer, None where there is none."""
    return to_number(value_of(parent, name))


def to_number(text: str | None) -> int | None:
    """An attribute as an integer, None where it is missing or none."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def is_on(parent: Element | None, name: str) -> bool | None:
    """Whether a property that is switched (bold, hidden) is on; None where it is not said."""
    child = parent.find(W + name) if parent is not None else None
    return None if child is None else child.get(W + "val", "true") not in ("0", "false", "off")
