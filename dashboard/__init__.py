"""The dashboard under /dashboard/: pages on Dash, and what several of them share."""
