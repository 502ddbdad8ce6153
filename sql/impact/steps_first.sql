-- One step up the tree, for what is added up along it. makes: steps_0(m, p) · grain: one row per member with a sponsor · after: network/tree
CREATE TABLE steps_0 AS SELECT m, p FROM tree WHERE p IS NOT NULL
