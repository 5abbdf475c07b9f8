"""The parts of a WordprocessingML document: names, styles, numbering, paragraphs, tables."""
