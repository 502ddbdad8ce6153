"""From a folder of tables to facts in the graph: contract, reading, checking, quarantine, loading."""
