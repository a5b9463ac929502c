"""Evidence: claims read from sources, what is decided on them, and the records that they back."""
