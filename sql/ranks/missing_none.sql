-- Nothing is missing, for `ranks/missing`: a plan of one rank. mode: part
SELECT CAST(0 AS BIGINT) AS m, 0 AS number, CAST(0 AS BIGINT) AS short WHERE FALSE
