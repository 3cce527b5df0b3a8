"""The training recipe of Dragoman's own models."""
