"""Charts drawn without a browser, in black on white: one file a kind, from a table to a figure of matplotlib."""
