-- What PostgreSQL looks up on the way, and its statistics.
ALTER TABLE member ADD PRIMARY KEY (id);
CREATE INDEX member_sponsor ON member (sponsor);
CREATE INDEX orders_buyer ON orders (buyer) INCLUDE (amount, month);
VACUUM ANALYZE member;
VACUUM ANALYZE orders
