"""Scripts for those who work on Upline; no part of the installed product."""
