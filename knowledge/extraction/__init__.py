"""What a document's own text says of itself: title, 文号, issuer, dates, period of validity, what it repeals."""

from knowledge.extraction.extraction import extract_metadata
from knowledge.extraction.types import ExtractedMetadata, ExtractionFlag, Span

__all__ = ["ExtractedMetadata", "ExtractionFlag", "Span", "extract_metadata"]
