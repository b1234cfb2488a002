"""Who said what, and who says so."""
