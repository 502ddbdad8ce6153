// Breakage (rule R9): what the plan sets aside of an order for each kind (and source, where they are apart), less what is due to
// members of it, is the company's.
// mode: part · shape: subquery · grain: one row per kind and source · after: every other reward of an order
// takes: company; measures; earned: what is due to members, [payee, kind, source, amount]
// returns: payee; kind; source; amount: minor units
// $set_aside: per kind {kind, source, matched, shares}: a list of the plan's amounts by measure for each matched kind (else the kind's own alone), and the shares {over, under} of them that are set aside; source: '' for all of the kind
UNWIND $set_aside AS k
WITH company AS payee, k.kind AS kind, k.source AS source,
     reduce(a = 0, amounts IN k.matched |
       a + reduce(s = 0, share IN k.shares |
         s + reduce(b = 0, i IN range(0, size(amounts) - 1) | b + amounts[i] * measures[i]) * share.over / share.under))
     - reduce(a = 0, d IN earned | a + CASE WHEN d[1] = k.kind AND k.source IN ['', d[2]] THEN d[3] ELSE 0 END) AS amount
WHERE amount <> 0
RETURN payee, kind, source, amount
