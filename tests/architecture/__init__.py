"""What holds the shape of the house where import-linter cannot see."""
