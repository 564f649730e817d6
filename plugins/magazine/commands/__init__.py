"""What a contributor types: `magazine new`, `magazine check`."""
