"""Pure decisions of the site."""
