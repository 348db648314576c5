"""How dates and times read, one package for each language. Templates name a format and never spell one out."""
