"""What a plan is put together from: reward kinds and conditions of ranks, each in a module of its own.

`rewards.KINDS` and `conditions.KINDS` are the lists, and all that depends on what kinds there are walks
them.
"""
