"""The build cache: fingerprints, the store, worker processes, progress."""
