// The indexes that there are, those of constraints among them, and whether they can be used.
// mode: read · grain: one row per index
// returns: name, state (ONLINE: it can be used)
SHOW INDEXES YIELD name, state
RETURN name, state
