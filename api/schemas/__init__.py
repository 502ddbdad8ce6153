"""What the API answers with: pydantic models, one module per kind of resource."""
