"""Subjects of policy that a question names (`subjects.yaml`): a clause answers only if it names the same one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from knowledge.normalise import search_key

SUBJECTS_FILE = Path(__file__).with_name("subjects.yaml")
Subject = frozenset[str]
"""All ways to say one subject, as search keys."""


class Subjects:
    """Finds the subjects that a text names."""

    def __init__(self, subjects: tuple[Subject, ...]) -> None:
        self._subjects = subjects

    def named(self, text: str) -> tuple[Subject, ...]:
        """The subjects that `text` (a search key) names."""
        return tuple(subject for subject in self._subjects if mentions(text, subject))


def mentions(text: str, subject: Subject) -> bool:
    """Whether a search key names a subject, in any of its ways."""
    return any(word in text for word in subject)


@cache
def load_subjects(path: Path = SUBJECTS_FILE) -> Subjects:
    """Read `subjects.yaml`."""
    lists = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Subjects(tuple(frozenset(search_key(str(word)) for word in words) for words in lists))
