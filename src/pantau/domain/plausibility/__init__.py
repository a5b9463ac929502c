"""Whether published figures can be true: what their digits allow, and where two of them contradict."""
