// name: people
// Who came by which channel. No file keeps that, as an erasure takes it.
// mode: read · grain: one row per channel
// returns: channel, ids (of members and customers)
MATCH (p:Member|Customer) WHERE p.channel <> ''
RETURN p.channel AS channel, collect(p.id) AS ids

// name: withdrawn
// By which channel the buyers of withdrawn orders came whose entries were taken back.
// mode: read · grain: one row per order
// returns: order_id, channel
MATCH (o:Withdrawn) WHERE EXISTS { (o)<-[:EARNED]-() }
MATCH (o)<-[:PLACED]-(p) WHERE p.channel <> ''
RETURN o.id AS order_id, p.channel AS channel

// name: touched
// The channels of the touches before a first order, as nightly/aggregates/touched keeps them, and whose they are.
// mode: read · grain: one row per list of channels · after: nightly/aggregates/touched
// returns: channels, ids (of members and customers)
MATCH (p:Member|Customer) WHERE p.touched IS NOT NULL
WITH p.touched AS channels, collect(p.id) AS ids WHERE size(channels) > 0
RETURN channels, ids
