// Takes the full-text index of names away, as in a database that an earlier version loaded.
// mode: schema
DROP INDEX member_name IF EXISTS
