"""Language: figures, amounts, days and times as readers write them."""
