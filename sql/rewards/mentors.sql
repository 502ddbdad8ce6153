-- The mentor's mentor (R5). Openings can name owners in a circle: nobody's owner is asked for twice.
-- makes: mentors_{next}(m, mentor, since, passed) · grain: one row per member that has one · after: rewards/mentors_first
CREATE TABLE mentors_{next} AS
SELECT a.m, b.mentor, greatest(a.since, b.since) AS since, concat(a.passed, CAST(a.mentor AS STRING), ',') AS passed
FROM mentors_{generation} a
JOIN mentors_1 b ON b.m = a.mentor
WHERE instr(a.passed, concat(',', CAST(a.mentor AS STRING), ',')) = 0
