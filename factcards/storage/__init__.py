"""Files and folders: read whole, written atomically, locally or through fsspec; names from outside checked."""
