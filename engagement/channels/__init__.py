"""Ways of reaching a person, one file each."""
