"""What serves the screens over HTTP: Streamlit's own server, with lighter files and a word for browsers too old."""
