"""What one person did in one period, as the formulas take it."""
