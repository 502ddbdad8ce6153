// Says whether one database of the server is open. Run on the `system` database, which answers even
// when the user database could not be opened; a full disk leaves the status "online" with a message.
// mode: read
// $database: string, the name of the database
// returns: status, message (empty when all is well)
SHOW DATABASES YIELD name, currentStatus, statusMessage
WHERE name = $database
RETURN currentStatus AS status, statusMessage AS message
