"""One reader for each source."""
