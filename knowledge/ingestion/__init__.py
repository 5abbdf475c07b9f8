"""From a file to a document of the knowledge base: read it, see what would happen, let it happen."""
