"""One folder a card: its numbers, its markup, its script, its charts. No card knows another."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
