"""What happens to the pages once they are made."""
