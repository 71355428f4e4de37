"""The words that papers print beside their facts, one table per kind of document; see :mod:`.tables`."""
