// What the nightly calculation looks up: runs, plans, pool days, totals, the company, and orders along the clock.
// mode: schema
CREATE CONSTRAINT run_number IF NOT EXISTS FOR (r:Run) REQUIRE r.number IS UNIQUE;
CREATE CONSTRAINT plan_hash IF NOT EXISTS FOR (p:Plan) REQUIRE p.hash IS UNIQUE;
CREATE CONSTRAINT pool_day IF NOT EXISTS FOR (p:Pool) REQUIRE (p.name, p.day) IS UNIQUE;
CREATE CONSTRAINT month_id IF NOT EXISTS FOR (m:Month) REQUIRE m.id IS UNIQUE;
CREATE INDEX success_id IF NOT EXISTS FOR (s:Success) ON (s.id);
CREATE CONSTRAINT success_day IF NOT EXISTS FOR (s:Success) REQUIRE (s.id, s.day) IS UNIQUE;
CREATE INDEX total_day IF NOT EXISTS FOR (t:Total) ON (t.day);
CREATE CONSTRAINT company_id IF NOT EXISTS FOR (c:Company) REQUIRE c.id IS UNIQUE;
CREATE INDEX package_order_clk IF NOT EXISTS FOR (o:PackageOrder) ON (o.clk);
CREATE INDEX replaced_clk IF NOT EXISTS FOR (o:Replaced) ON (o.clk);
CREATE INDEX dealer_id IF NOT EXISTS FOR (d:Dealer) ON (d.id)
