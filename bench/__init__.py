"""How fast iaclint is, as ratios to the least that any tool has to do: parse the same files."""
