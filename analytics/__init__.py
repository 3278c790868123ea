"""What is asked of a store: measures, series and what can be said of them, and their way out as files."""
