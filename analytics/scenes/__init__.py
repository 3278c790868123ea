"""What charts show, one file a kind: a pure function from a table to a scene, which any printer prints."""
