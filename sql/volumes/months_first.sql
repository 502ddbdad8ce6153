-- Group volume by month begins with the member's own.
-- makes: months_0(m, month, volume) · grain: one row per member and month that is not empty · after: volumes/own
CREATE TABLE months_0 AS SELECT m, month, volume FROM own_months
