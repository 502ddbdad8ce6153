"""Pay by hand: adjustments that one person decides and another approves before they are delivered."""
