// Creates members; `sponsors` in the same transaction puts them below theirs.
// mode: write
// $rows: maps with the columns of the table, and depth · $next_run: published run + 1
UNWIND $rows AS row
OPTIONAL MATCH (old:Member {id: row.member_id})
WITH row WHERE old IS NULL
CREATE (:Member {id: row.member_id, joined: row.joined_at, name: row.name, channel: row.channel,
                 sponsor_id: coalesce(row.sponsor_id, ''), depth: row.depth, from_run: $next_run})
