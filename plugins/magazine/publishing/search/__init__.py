"""Search: what can be found (`entries`), the words of a text as they are looked up (`words`), the index (`index`)."""
