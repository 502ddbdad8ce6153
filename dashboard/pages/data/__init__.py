"""The page Data: files are dropped, looked through and loaded; what was delivered; and the rows that wait."""
