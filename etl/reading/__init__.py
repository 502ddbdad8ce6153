"""Reading a delivery: a folder of CSV and Parquet files as checked tables. No database."""

from etl.reading.delivery import Delivery, read_delivery

__all__ = ["Delivery", "read_delivery"]
