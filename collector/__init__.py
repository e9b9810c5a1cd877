"""The collector: keeps what the extension saw, values it, and shows it, all on one machine."""

__version__ = "0.1.0"
