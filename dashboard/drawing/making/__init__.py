"""How a chart is made: by Altair, in a worker process, once for each version and language."""
