"""Everything of the dashboard that answers a request."""
