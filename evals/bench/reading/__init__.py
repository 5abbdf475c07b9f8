"""How well files are read: invented documents with marked clauses, made into awkward files of every format."""
