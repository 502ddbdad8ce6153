-- What the published run shared of the pools, by day.
-- makes: shared_before(...) · grain: one row per pool and day · reads: published_shares
CREATE VIEW shared_before AS SELECT * FROM published_shares
