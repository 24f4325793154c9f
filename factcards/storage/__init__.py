"""Files and folders: atomic writes, local or through fsspec, and the check of names that come from outside."""
