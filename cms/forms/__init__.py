"""Input of the site: what people type and addresses ask for, and what editors write."""
