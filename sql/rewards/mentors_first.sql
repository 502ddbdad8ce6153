-- The mentor of each member: its team owner (R5).
-- makes: mentors_1(m, mentor, since, passed) · grain: one row per member with a team owner · after: teams/owners
-- {round}: of the last `teams/owners` · since: from when all on the way are in a team; passed: who is on the way, as a text
CREATE TABLE mentors_1 AS
SELECT w.m, w.owner AS mentor, f.since, concat(',', CAST(w.m AS STRING), ',') AS passed
FROM owners_{round} w
JOIN first_bought f ON f.m = w.m
WHERE w.owner IS NOT NULL
