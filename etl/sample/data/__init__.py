"""The real orders that ship with Upline; README.md has their source and licence."""
