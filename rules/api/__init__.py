"""The frameworks' own contracts (API)."""
