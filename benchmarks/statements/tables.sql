-- The company with integer keys, from member_row and order_row as the files have them.
CREATE TABLE person AS
SELECT (row_number() OVER (ORDER BY member_id))::integer AS id, member_id, sponsor_id FROM member_row;
CREATE TABLE member AS
SELECT p.id, p.member_id, s.id AS sponsor FROM person p LEFT JOIN person s ON s.member_id = p.sponsor_id;
CREATE TABLE orders AS
SELECT o.order_id, p.id AS buyer, (o.amount * 100)::bigint AS amount,
  left(o.paid_at, 4)::integer * 12 + substr(o.paid_at, 6, 2)::integer - 1 AS month
FROM order_row o JOIN person p ON p.member_id = o.buyer_id
