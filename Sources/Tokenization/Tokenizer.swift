// Text and ids.
