// Takes the reading `gifts` out of what is kept of plans, as it was before there was one.
// mode: write
// $line: its line in the plan's YAML
MATCH (p:Plan) SET p.text = replace(p.text, $line, '')
WITH count(*) AS plans
MATCH (r:Run) SET r.plans = replace(r.plans, ', "gifts": "packages"', '')
RETURN r.plans AS plans
