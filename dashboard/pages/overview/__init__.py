"""The overview: the company or the own team in a dozen figures."""
