// What loading looks up beside facts (system/schema/fact). And what a search for names does: the analyzer makes a token of each
// Chinese character, so that any part of a name is a phrase of the index (`cjk` makes pairs: a single character finds nothing,
// `unicode_whitespace` makes one token of a whole name), and drops no stop words, as "An" is a name. Waits until that index can
// be asked.
// mode: schema
CREATE CONSTRAINT quarantined_id IF NOT EXISTS FOR (n:Quarantined) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT erasure_id IF NOT EXISTS FOR (n:Erasure) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT delivery_id IF NOT EXISTS FOR (n:Delivery) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT ledger_id IF NOT EXISTS FOR (n:Ledger) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT lock_id IF NOT EXISTS FOR (n:Lock) REQUIRE n.id IS UNIQUE;
CREATE FULLTEXT INDEX member_name IF NOT EXISTS FOR (n:Member) ON EACH [n.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};
CALL db.awaitIndex('member_name', 600)
