-- What stands of each buyer's orders: small numbers in place of lists, to see who has others than before. Who has as many, of the
-- same amount in all and at the same times, and with each amount at its time, has the same. A remainder in each keeps sums far below 64 bits.
-- makes: due_buyers(buyer_id, orders, times, amount, mixed) · grain: one row per buyer with an order · after: network/standing
-- amount: minor units
CREATE TABLE due_buyers AS
SELECT
  buyer_id, count(*) AS orders, CAST(sum(at % 2147483647) AS BIGINT) AS times, CAST(sum(net) AS BIGINT) AS amount,
  CAST(sum((at % 2147483647) * (net % 1048573) % 1099511627689) AS BIGINT) AS mixed
FROM standing
GROUP BY buyer_id
