// Drops all accounts, keys and ended sessions: those of a backup, before others are put in their place.
// mode: write
MATCH (n:Account|ApiKey|EndedSession)
DETACH DELETE n
