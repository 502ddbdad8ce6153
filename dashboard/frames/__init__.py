"""The DataFrames that figures are drawn from, one file per page, read with an explicit run and viewer."""
