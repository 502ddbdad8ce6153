"""The audit page: who did what, when and from where."""
