// When the last run began that came to an end: it was published, or a check or a guard stopped it.
// mode: read · returns: started (microseconds), null before the first
OPTIONAL MATCH (r:Run) WHERE r.state IN ['published', 'failed']
RETURN max(r.started) AS started
