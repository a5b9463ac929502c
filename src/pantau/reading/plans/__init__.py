"""From the text of a plan to the tree of its nodes."""
