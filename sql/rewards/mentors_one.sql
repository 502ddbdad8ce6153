-- The mentors of one generation, for `rewards/peer`. mode: part
SELECT m, {generation} AS generation, mentor, since FROM mentors_{generation}
