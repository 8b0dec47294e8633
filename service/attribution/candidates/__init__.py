"""Document → candidates: every word that may attribute something, with what it would attribute to whom.

One module for each way in which news attributes: by the tree, beside quotation marks, by a comment, by a label.
"""
