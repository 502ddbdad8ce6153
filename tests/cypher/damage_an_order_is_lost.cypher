// Takes one loaded order away.
// mode: write
MATCH (o:Order {id: 'o2'}) DETACH DELETE o
