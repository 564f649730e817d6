"""The pages of the magazine, as MkDocs builds them."""
