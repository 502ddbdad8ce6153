"""From a folder of tables to facts in the graph: contract, reading, checking, quarantine, loading."""

import os

# Polars, which is imported by what is in here, reads this once: memory that is free again goes back to the
# system at once.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
