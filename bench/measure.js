/** Measuring side by side: every contender in turn, round after round, so that a drifting machine hurts all alike. */

/** Runs each contender once to warm up, then `rounds` times in turn; returns every contender's results. */
export function compare(rounds, contenders) {
  const names = Object.keys(contenders);
  const results = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const result = contenders[name]();
      if (round >= 0) results[name].push(result);
    }
  }
  return results;
}

/** The middle value, or the mean of the two middle ones. */
export function median(values) {
  const sorted = [...values].sort((x, y) => x - y);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
