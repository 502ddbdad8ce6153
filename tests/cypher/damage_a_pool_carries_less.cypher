// Takes what was fed to a pool away from what it carries: shared and carried still add up.
// mode: write
MATCH (:Pool {name: 'province'})-[:SHARED]->(s:Share) SET s.fed = s.fed - 1, s.carried = s.carried - 1
