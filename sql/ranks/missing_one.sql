-- What is missing of one condition, for `ranks/missing`: by who does not hold the rank by its opening all the same. mode: part
SELECT x.m, {number} AS number, x.short
FROM missing_{rank}_{number} x
WHERE NOT EXISTS (SELECT 1 FROM spells_{rank} s WHERE s.m = x.m AND s.until = {never})
