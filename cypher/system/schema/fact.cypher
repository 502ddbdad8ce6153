// What loading looks facts of a label up by: their id, so that none can be loaded twice.
// mode: schema
// $label: of a table, or of its withdrawn facts · $name: of the constraint
CREATE CONSTRAINT $($name) IF NOT EXISTS FOR (n:$($label)) REQUIRE n.id IS UNIQUE
