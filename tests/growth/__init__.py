"""The tables of growth, on Neo4j."""
