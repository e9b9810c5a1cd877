"""What shipped from 2026-11-26 until 2026-11-30: its tables, and the formulas that have changed since."""
