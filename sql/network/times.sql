-- What of the facts time decides: when the last of them is, how many members joined since the published run, and how many groups there
-- are, whose orders may wait. mode: read · reads: members, customers, orders, refunds, corrections, groups
-- {before}, {as_of}: of the published run and of this one, microseconds UTC
SELECT
  greatest(
    (SELECT coalesce(max(at), 0) FROM orders), (SELECT coalesce(max(at), 0) FROM refunds), (SELECT coalesce(max(at), 0) FROM corrections),
    (SELECT coalesce(max(joined), 0) FROM members), (SELECT coalesce(max(joined), 0) FROM customers)
  ) AS latest,
  (SELECT count(*) FROM members WHERE joined > {before} AND joined <= {as_of}) AS joined,
  (SELECT count(*) FROM groups) AS groups
