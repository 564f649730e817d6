"""A MkDocs plugin that makes a newsroom of a folder of Markdown articles."""
