"""What is typed into pages of the site as a whole."""
