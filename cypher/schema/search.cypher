// What searching for members by name looks up. The analyzer makes a token of each Chinese character, so that any part of a
// name is a phrase of the index (`cjk` makes pairs: a single character finds nothing; `unicode_whitespace` makes one token
// of a whole name), and it drops no stop words: "A" and "An" are names. Waits until the index can be asked.
// mode: schema
CREATE FULLTEXT INDEX member_name IF NOT EXISTS FOR (m:Member) ON EACH [m.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words'}};
CALL db.awaitIndex('member_name', 600)
