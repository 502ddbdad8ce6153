// A package order that went back to the quarantine has bought nothing any more.
// mode: write
// $nothing: a list of zeros, one per package of the plan
MATCH (o:Withdrawn&PackageOrder) WHERE o.bought <> $nothing
SET o.bought = $nothing
