// Library.
