// Takes a constraint of loading away, as in a database that an earlier version loaded.
// mode: schema
DROP CONSTRAINT erasure_id IF EXISTS
