"""The compliance panel: counted once more in plain Python, and hand-made companies."""
