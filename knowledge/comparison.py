"""Two stored versions of a document side by side."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.catalogue import Catalogue
from knowledge.differences import Differences, differences
from knowledge.errors import NoEarlierVersion
from knowledge.types import Document


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a document and what changed between them."""

    before: Document
    after: Document
    differences: Differences


def compare_versions(catalogue: Catalogue, doc_id: str, earlier: str | None, later: str | None) -> Comparison:
    """Compare two versions, by default the current one (of a removed document the last) with the one loaded before it.

    A version may be named by its first characters. Raises DocumentNotFound, or
    NoEarlierVersion where there is nothing to compare with.
    """
    versions = [record.version for record in catalogue.versions(doc_id)]
    earlier, later = (version and catalogue.whole_version(doc_id, version) for version in (earlier, later))
    if later is None:
        later = next((record.version for record in catalogue.versions(doc_id) if record.is_current), versions[0])
    after = catalogue.document(doc_id, later)
    if earlier is None:
        older = versions[versions.index(later) + 1 :]
        if not older:
            raise NoEarlierVersion(f"文件 {doc_id} 在版本 {later[:12]} 之前没有别的版本，无从比较")
        earlier = older[0]
    before = catalogue.document(doc_id, earlier)
    return Comparison(before, after, differences(before, after))
