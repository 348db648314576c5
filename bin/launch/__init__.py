"""What makes a checkout run by itself. Python's standard library only: it runs before `.venv` exists."""
