"""From documents to a store of normalised report data: forms, readers, recognition, checks, store."""
