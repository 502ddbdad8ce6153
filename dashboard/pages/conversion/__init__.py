"""The conversion page: from an invitation to a buyer who stays."""
