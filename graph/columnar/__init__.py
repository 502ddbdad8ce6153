"""The SQL engine: the whole plan as set-based statements over columns (sql/), on DuckDB or Spark.

It reads facts as tables and yields what should stand: entries, pools, standings and months. Nothing here
writes to the graph. The statements are Spark SQL; DuckDB gets them translated.
"""

from graph.columnar.calculation import calculate, make_months, refuse_unknown

__all__ = ["calculate", "make_months", "refuse_unknown"]
