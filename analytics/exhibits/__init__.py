"""What is found and shown, a module each: sentence, table, scene, notes and file of one thing, for any printer."""
