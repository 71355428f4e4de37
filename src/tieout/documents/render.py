"""Documents as text, as a person would receive them."""

from tieout.documents.casefile import Document


def render_document(document: Document, currency: str) -> str:
    """The document's text; amounts in ``currency``."""
    return f"{document} {currency}"
