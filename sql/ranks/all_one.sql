-- One rank for `ranks/all`. mode: part
SELECT m, {rank} AS rank, since FROM since_{rank}
