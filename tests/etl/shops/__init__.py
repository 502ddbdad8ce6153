"""Companies, and their exports as each shop writes them: the same facts in many forms."""
