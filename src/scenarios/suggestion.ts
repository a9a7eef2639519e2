/** "Did you mean": the nearest of the words that would have been right. */

/** A whole question that names the nearest candidate, or nothing when none is near. */
export function didYouMean(
  word: string,
  candidates: readonly string[],
): { readonly suggestion?: string } {
  const nearest = nearestWord(word, candidates);
  return nearest === null ? {} : { suggestion: `did you mean "${nearest}"?` };
}

/** The candidate with the least edit distance, if that is small for the word's length. */
export function nearestWord(word: string, candidates: readonly string[]): string | null {
  if (word.length > longestWord) return null;
  const asked = simplify(word);
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(asked.length / 3)) + 1;
  for (const candidate of candidates.slice(0, mostCandidates)) {
    if (Math.abs(candidate.length - asked.length) >= bestDistance) continue;
    const distance = editDistance(asked, simplify(candidate));
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** A list for people: `a, b or c`, cut after a dozen. */
export function listWords(words: readonly string[], most = 12): string {
  if (words.length === 0) return 'none';
  if (words.length > most) {
    return `${words.slice(0, most).join(', ')} and ${String(words.length - most)} more`;
  }
  const [last = '', ...rest] = [...words].reverse();
  return rest.length === 0 ? last : `${rest.reverse().join(', ')} or ${last}`;
}

/** Longer words are not compared: nobody mistypes them into one of ours. */
const longestWord = 64;

/** Where there are more, the document has gone wrong in another way. */
const mostCandidates = 500;

/** Case and the choice of separator are not what a person got wrong. */
function simplify(word: string): string {
  return word.toLowerCase().replaceAll(/[_ ]/g, '-');
}
