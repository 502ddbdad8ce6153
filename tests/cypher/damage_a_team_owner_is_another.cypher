// Takes a member out of its team.
// mode: write
MATCH (:Member {id: 'C'})-[l:IN_TEAM_OF]->() DELETE l
