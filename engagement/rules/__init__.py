"""Pure decisions: plain values in, a decision out; no database, no clock, no settings."""
