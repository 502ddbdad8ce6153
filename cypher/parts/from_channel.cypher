// Whether the buyer of an entry's order came by a channel, as of a run; pool shares have no order.
// mode: part · shape: expression · takes: target · returns: a boolean
// $run: number of the run · $channel: that of the order's buyer, empty for all
($channel = '' OR EXISTS {
  (target) ((newer WHERE newer.from_run > $run)-[:WAS]->())* (seen WHERE seen.from_run <= $run)<-[:PLACED]-(buyer)
  WHERE buyer.channel = $channel })
