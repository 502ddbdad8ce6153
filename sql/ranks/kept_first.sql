-- When a rank that can be lost may be held, by its conditions that must be met month by month: always, before the first of them.
-- makes: kept_{rank}_0(m, starts, ends) · grain: one row per member · {never}: later than every order
CREATE VIEW kept_{rank}_0 AS SELECT m, 0 AS starts, {never} AS ends FROM mem
