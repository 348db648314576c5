"""Pure decisions about places and boundaries: plain values in, plain values out."""
