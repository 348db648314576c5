"""What changes the site."""
