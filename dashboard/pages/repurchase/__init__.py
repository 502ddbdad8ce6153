"""The repurchase page: who buys again, and how soon."""
