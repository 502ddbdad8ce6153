// Writes a plan in force anew, with a reading that it left open.
// mode: write
// $number: its place · $hash: of its content · $text: YAML
MATCH (p:Plan {number: $number})
SET p += {hash: $hash, text: $text}
