// Breakage (rule R9): what the plan sets aside per package for each kind, less what is due to members of it, is the company's.
// mode: part · shape: subquery · grain: one row per kind · after: every other reward of an order
// takes: company; bought; earned: what is due to members, [payee, kind, source, amount]
// returns: payee; kind; source; amount: minor units
// $set_aside: per kind {kind, matched, over, under}: a list of the plan's amounts per package for each matched kind (else the kind's own alone), and the share of them that is set aside
UNWIND $set_aside AS k
WITH company AS payee, k.kind AS kind, '' AS source,
     reduce(a = 0, amounts IN k.matched |
       a + reduce(b = 0, i IN range(0, size(bought) - 1) | b + amounts[i] * bought[i]) * k.over / k.under)
     - reduce(a = 0, d IN earned | a + CASE WHEN d[1] = k.kind THEN d[3] ELSE 0 END) AS amount
WHERE amount <> 0
RETURN payee, kind, source, amount
