"""What a change of iaclint does to its findings on real projects."""
