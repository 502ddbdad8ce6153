// The part of an amount that falls on a part of what it was made of: net * part / every, rounded down; 0 where every is 0. By
// long division: the product alone need not fit 64 bits.
// mode: part · shape: expression · takes: net; part; every · returns: minor units
CASE WHEN every = 0 THEN 0 ELSE
  reduce(r = [0, 0], digit IN [net / 10000000000, net / 100000 % 100000, net % 100000] |
    [r[0] * 100000 + (r[1] * 100000 + digit * part) / every, (r[1] * 100000 + digit * part) % every])[0] END
