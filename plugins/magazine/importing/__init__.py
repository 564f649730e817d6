"""Brings articles of another magazine over: from an export or a folder of files to Markdown of ours."""
