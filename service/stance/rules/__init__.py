"""The rules that read a position off the tree, one module each; `table` puts them in order."""
