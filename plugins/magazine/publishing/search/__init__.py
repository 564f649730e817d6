"""Search: what can be found (`entries`), their words as the index has them (`stems`), the index (`index`)."""
