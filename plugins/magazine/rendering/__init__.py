"""From Markdown to HTML that is safe to publish, and from sheets to pages; each thing made only once.

Only this room knows that something is kept (`store`, `cache`, `remembered`) or made by other processes (`workers`):
the others hand over pure functions and what they are made from.
"""
