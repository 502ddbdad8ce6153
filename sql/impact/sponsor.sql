-- The sponsor of the member who leaves or moves, "" for none; no row where there is no such member.
-- mode: read · reads: base.standings, what_if
SELECT s.sponsor_id FROM base.standings s JOIN what_if w ON w.member_id = s.member_id
