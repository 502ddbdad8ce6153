"""Tools for those who work on Upline; nothing here is installed."""
