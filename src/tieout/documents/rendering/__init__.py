"""One module for each group of documents: their layouts. :mod:`tieout.documents.render` picks the right one."""
