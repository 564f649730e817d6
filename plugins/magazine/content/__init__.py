"""What a magazine is: articles, authors, sections, the library. Knows neither MkDocs nor HTML."""
