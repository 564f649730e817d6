"""Rules for manuscripts, and how their problems are reported."""
