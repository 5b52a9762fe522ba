"""Lapor: the life of a public-service report, from the citizen's words to a closed case."""
