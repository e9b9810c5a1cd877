"""One folder a page: its template, its script, its style, and which cards stand on it in which order."""
