"""Tables of growth beside the metrics: channels, inviters, the time between stages, and who is behind a figure."""
