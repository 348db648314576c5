"""Every input passes one of these."""
