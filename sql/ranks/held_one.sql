-- One rank for `ranks/held`. mode: part
SELECT m, {rank} AS rank, since, until FROM spells_{rank}
