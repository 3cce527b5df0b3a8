"""Corpus preparation: from gathered text to one shuffled training file."""
