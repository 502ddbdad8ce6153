-- Twice as many steps up the tree. makes: steps_{next}(m, p) · grain: one row per member so deep · after: impact/steps_first
CREATE TABLE steps_{next} AS SELECT a.m, b.p FROM steps_{round} a JOIN steps_{round} b ON b.m = a.p
