"""The built-in rules: one module and one Markdown page each, by theme. Installed as ``iaclint_rules``."""
