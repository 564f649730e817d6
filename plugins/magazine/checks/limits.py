"""Limits of the rules. The form in the browser has the same."""

TITLE_MAX = 110
"""Characters of a headline: what Google's news results and most cards show (documentation of `NewsArticle`)."""

STANDFIRST = (80, 320)
"""Characters of a standfirst, at least and at most: one to three sentences."""

PARAGRAPH_MAX = 1200
"""Characters of a paragraph: about a screen of a phone."""

PICTURE_BYTES = 2_000_000
PICTURE_PIXELS = 4000
"""The largest size of a picture's file, and its longest side."""

SOURCES_LEAST = 2
"""Sources of a factual article: a second one confirms the first."""

QUOTATION_WORDS = 6
"""Words from which on something in quotation marks is somebody's sentence, not a title or a term."""
