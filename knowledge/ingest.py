"""The write path: documents into the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.catalogue import Catalogue
from knowledge.fingerprints import content_hash
from knowledge.index_upkeep import Progress
from knowledge.types import Document


def synchronise(catalogue: Catalogue, documents: Iterable[Document], progress: Progress) -> None:
    """Bring the catalogue to the shipped documents; does nothing where it is there already.

    Only what changed since it was last taken from the shipped files is written, so a document that was removed, or
    whose newer version was loaded, stays so. A document that no longer ships is removed unless it was loaded anew.
    """
    records = catalogue.records()
    shipped = {document.doc_id: document for document in documents}
    for doc_id, document in shipped.items():
        record = records.get(doc_id)
        if record is None or record.shipped_hash != content_hash(document):
            catalogue.put(document, shipped=True)
            progress(f"catalogue: {doc_id} stored")
    for doc_id, record in records.items():
        if record.shipped_hash is not None and doc_id not in shipped:
            if record.content_hash == record.shipped_hash:
                catalogue.remove(doc_id)
                progress(f"catalogue: {doc_id} removed")
            catalogue.forget_shipped(doc_id)
