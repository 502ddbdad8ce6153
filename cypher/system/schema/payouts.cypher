// What payouts look up: batches by number and by the key of their request, their lines in the order of members, requests, notices,
// and adjustments that were decided by hand.
// mode: schema
CREATE CONSTRAINT payout_number IF NOT EXISTS FOR (b:Payout) REQUIRE b.number IS UNIQUE;
CREATE CONSTRAINT payout_key IF NOT EXISTS FOR (b:Payout) REQUIRE b.key IS UNIQUE;
CREATE CONSTRAINT payout_line IF NOT EXISTS FOR (l:PayoutLine) REQUIRE (l.batch, l.member_id) IS UNIQUE;
CREATE CONSTRAINT payout_book IF NOT EXISTS FOR (b:PayoutBook) REQUIRE b.id IS UNIQUE;
CREATE CONSTRAINT payout_notice IF NOT EXISTS FOR (n:PayoutNotice) REQUIRE n.id IS UNIQUE;
CREATE INDEX payout_notice_next IF NOT EXISTS FOR (n:PayoutNotice) ON (n.next);
CREATE CONSTRAINT proposed_adjustment IF NOT EXISTS FOR (p:ProposedAdjustment) REQUIRE p.id IS UNIQUE;
CREATE CONSTRAINT payout_request IF NOT EXISTS FOR (r:PayoutRequest) REQUIRE (r.member_id, r.key) IS UNIQUE
