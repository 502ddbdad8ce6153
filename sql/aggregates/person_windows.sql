-- Who bought in which of the windows of 30 days.
-- makes: person_windows(n, number) · grain: one row per buyer and window · reads: recent_windows · after: aggregates/sales
CREATE TABLE person_windows AS
SELECT DISTINCT s.n, w.number
FROM sales s
JOIN recent_windows w ON w.month = s.month AND s.at >= w.starts AND s.at < w.ends
