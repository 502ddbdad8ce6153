"""Reading tables from a company's databases: read-only, at one moment, as Parquet files of texts."""

from etl.reading.databases.queries import Origin, Since, read_queries

__all__ = ["Origin", "Since", "read_queries"]
