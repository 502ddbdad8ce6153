// Takes a pool share away.
// mode: write
MATCH ()-[e:EARNED]->(:Pool {name: 'province'}) DELETE e
