-- The tables of a CRMEB shop as far as they are read, in their true types, with a small company.
CREATE TABLE eb_user (
  uid int unsigned NOT NULL AUTO_INCREMENT,
  nickname varchar(60) NOT NULL DEFAULT '',
  add_time int unsigned NOT NULL DEFAULT 0,
  spread_uid int unsigned NOT NULL DEFAULT 0,
  spread_time int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (uid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE eb_store_product (
  id mediumint NOT NULL AUTO_INCREMENT,
  store_name varchar(128) NOT NULL DEFAULT '',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE eb_store_order (
  id int unsigned NOT NULL AUTO_INCREMENT,
  pid int NOT NULL DEFAULT 0,
  order_id varchar(32) NOT NULL DEFAULT '0',
  uid int unsigned NOT NULL DEFAULT 0,
  pay_price decimal(12,2) unsigned NOT NULL DEFAULT '0.00',
  pay_postage decimal(12,2) unsigned NOT NULL DEFAULT '0.00',
  paid tinyint(1) unsigned NOT NULL DEFAULT 0,
  pay_time int unsigned NOT NULL DEFAULT 0,
  refund_status tinyint(1) unsigned NOT NULL DEFAULT 0,
  refund_reason_time int unsigned NOT NULL DEFAULT 0,
  refund_price decimal(12,2) unsigned NOT NULL DEFAULT '0.00',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE eb_store_order_cart_info (
  oid int unsigned NOT NULL DEFAULT 0,
  cart_id varchar(50) NOT NULL DEFAULT '0',
  product_id int unsigned NOT NULL DEFAULT 0,
  cart_info text NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO eb_user (uid, nickname, add_time, spread_uid, spread_time) VALUES
  (1, '陈晨 🍵', 1767225600, 0, 0),
  (2, '李雷', 1767312000, 1, 1767312000),
  (3, '韩梅梅', 1767398400, 0, 0);
INSERT INTO eb_store_product (id, store_name) VALUES (7, '体验官套餐'), (8, '高山茶 250g');
INSERT INTO eb_store_order
  (id, pid, order_id, uid, pay_price, pay_postage, paid, pay_time, refund_status, refund_reason_time, refund_price) VALUES
  (10, 0, 'wx100', 1, '699.00', '0.00', 1, 1767571200, 0, 0, '0.00'),
  (11, -1, 'wx101', 2, '785.00', '8.00', 1, 1767657600, 0, 0, '0.00'),
  (12, 11, 'cp102', 2, '699.00', '8.00', 1, 1767657600, 0, 0, '0.00'),
  (13, 11, 'cp103', 2, '86.00', '0.00', 1, 1767657600, 2, 1767830400, '86.00'),
  (14, 0, 'wx104', 3, '89.00', '0.00', 0, 0, 0, 0, '0.00'),
  (15, 0, 'wx105', 3, '95.00', '6.00', 1, 1767744000, 2, 1767830500, '95.00');
INSERT INTO eb_store_order_cart_info (oid, cart_id, product_id, cart_info) VALUES
  (10, '2601', 7, '{"product_id":7,"cart_num":1,"truePrice":"699.00"}'),
  (11, '2602', 7, '{"product_id":7,"cart_num":1,"truePrice":699}'),
  (11, '2603', 8, '{"product_id":8,"cart_num":1,"truePrice":"89.00"}'),
  (12, '2604', 7, '{"product_id":7,"cart_num":1,"truePrice":699}'),
  (13, '2605', 8, '{"product_id":8,"cart_num":1,"truePrice":"89.00"}'),
  (15, '2606', 8, '{"product_id":8,"cart_num":1,"truePrice":"89.00"}');
