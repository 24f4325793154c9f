"""One picture from one job, its record, the manifest of a folder and the cache of results."""
