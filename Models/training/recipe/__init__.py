"""The recipe that makes Dragoman's own translation models."""
