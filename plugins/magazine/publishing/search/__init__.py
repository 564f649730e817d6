"""Search: what can be found (`entries`), Pagefind's part in it (`pagefind`), the index made of both (`index`)."""
