// Takes one posted entry away.
// mode: write
MATCH ()-[e:EARNED {kind: 'direct'}]->(:Order {id: 'o2'}) DELETE e
