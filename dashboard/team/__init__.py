"""The parts of the team page: the drawn tree, its place, the legs, the panel, and explanations."""
