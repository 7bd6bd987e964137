"""The version, where both the build and ``--version`` read it without importing anything."""

VERSION = "0.1.0"
