"""Every Cypher statement of Upline, one per file; `graph.catalogue` reads them."""
