// Sets a text that means nothing, for the bytes that it takes in the transaction log: when a file of it is full, the next begins.
// mode: write
// $member: id of a member that is erased · $text: null takes it away again
MATCH (e:Erasure {id: $member})
SET e.filler = $text
