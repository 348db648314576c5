"""Pure decisions of the wards floor: plain values in, a decision out."""
