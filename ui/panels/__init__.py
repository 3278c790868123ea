"""The panels that pages share, one file a kind: each turns what analytics found into a `Panel`."""
