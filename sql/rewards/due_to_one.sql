-- Entries and breakage of a kind that pays one member per order. mode: part
-- {kind}: direct or override
SELECT '{kind}' AS kind, '' AS source, payee, seq, day, amount FROM paid_{kind} WHERE amount > 0
UNION ALL
SELECT '{kind}', '', NULL, seq, day, aside - amount FROM paid_{kind} WHERE aside > amount
