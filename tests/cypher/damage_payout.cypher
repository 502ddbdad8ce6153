// Pays a member one cent more than is due, in a way in which line and batch still add up.
// mode: write
// $member: member id
MATCH (l:PayoutLine {member_id: $member}), (b:Payout {number: l.batch})
SET l.earned = l.earned + 1, l.due = l.due + 1, l.gross = l.gross + 1, l.net = l.net + 1, b.gross = b.gross + 1, b.net = b.net + 1
