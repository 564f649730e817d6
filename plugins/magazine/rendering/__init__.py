"""From Markdown to HTML that is safe to publish: the renderer, links, the sanitiser, typography."""
