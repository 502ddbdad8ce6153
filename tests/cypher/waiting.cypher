// The transactions that wait for the lock of another one.
// mode: read
SHOW TRANSACTIONS YIELD status
WHERE status STARTS WITH 'Blocked'
RETURN status
