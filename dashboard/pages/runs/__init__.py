"""The runs page: what the nights did, and the rows that wait."""
