"""Every input of the wards floor, query strings included."""
