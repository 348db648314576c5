"""The catalogues of `locale/`: which sentences there are, what they say in each language, who has confirmed that."""
