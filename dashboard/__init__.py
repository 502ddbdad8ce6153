"""The dashboard under /dashboard/: pages, figures and components on Dash."""
