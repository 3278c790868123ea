"""The terminal's door: one file a command, each handing over to data and analytics."""
