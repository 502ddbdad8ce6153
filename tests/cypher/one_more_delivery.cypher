// Adds a delivery that is done, as if a folder had been loaded.
// mode: write
CREATE (:Delivery {id: 'one more', state: 'done', delivered: 2000000000000000, from_run: 3, counts: '{}'})
