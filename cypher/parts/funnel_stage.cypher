// How far a visitor came in the funnel, and whether it still has time for the next stage as of the run: 7 days after it was
// invited last, 7 days after it registered, 30 days after its first order, 60 days after that.
// mode: part · shape: clause
// takes: bought: times of the orders along the clock, null when the visitor became nobody; joined: when it registered; touched: when it was invited last
// returns: reached: 0 invited, 1 registered, 2 first order, 3 second order, 4 retained; waits: whether it still has time
// $as_of: the run's, microseconds
CALL (bought, joined, touched) {
  WITH bought[0] AS first, bought[0] + 30 * 86400000000 AS soon, bought[0] + 60 * 86400000000 AS later
  WITH first, soon, later, CASE
    WHEN bought IS NULL THEN 0
    WHEN first IS NULL THEN 1
    WHEN bought[1] IS NULL OR bought[1] > soon THEN 2
    WHEN none(at IN bought WHERE soon < at <= later) THEN 3
    ELSE 4 END AS reached
  RETURN reached, $as_of < CASE reached WHEN 0 THEN touched + 7 * 86400000000 WHEN 1 THEN joined + 7 * 86400000000
                                        WHEN 2 THEN soon WHEN 3 THEN later ELSE 0 END AS waits
}
