"""The compliance page: how near the company is to what the law calls a pyramid."""
