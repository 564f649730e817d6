"""Search: what of the articles can be found (`entries`), Pagefind's part in it (`pagefind`), the index made of both (`index`)."""
