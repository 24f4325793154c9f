"""Where a line may end, where it may not, and the penalty of each break opportunity."""
