"""What the tool says about itself and its input (IAC)."""
