"""Tables of growth beside the metrics: channels, inviters, times between stages, who is behind a figure."""
