// Whether a month of the company has the volumes that a condition asks for (rule R11).
// mode: part · shape: expression
// takes: i: the month's place; own: volumes by month; team: volumes by month; legs: each {own, team} · returns: true or false
// $of: personal, group or team · $amount: minor units · $legs: how many legs, 0 for none · $each: what each of them needs, minor units
(CASE $of WHEN 'personal' THEN coalesce(own[i], 0) WHEN 'team' THEN coalesce(team[i], 0)
   ELSE coalesce(own[i], 0) + coalesce(team[i], 0) END >= $amount
 AND size([k IN legs WHERE coalesce(k.own[i], 0) + coalesce(k.team[i], 0) >= $each]) >= $legs)
