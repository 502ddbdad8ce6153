"""The HTTP API under /api/v1: routes, schemas, problems, and the gate before them."""
