-- Group volume by month, and who of a group bought in it, begins with the member's own.
-- makes: months_0(m, month, volume, active) · grain: one row per member and month that is not empty · after: volumes/own
CREATE TABLE months_0 AS SELECT m, month, volume, CAST(1 AS BIGINT) AS active FROM own_months
