/**
 * How a write is known again in another run, where its id is another one.
 *
 * Clients ask for the same things under one seed, whatever is changed about clocks, faults or strategies:
 * the n-th request of a client, or the n-th line of the script. What stands for a request is a function
 * of that alone, so that it does not matter when it was sent (a session waits for its answers), how often
 * it was tried, or which key a leader made for it.
 */
import { fateOf } from '../../sim/simulate.js';
import type { Ending, Fate } from '../../sim/simulate.js';

/** What a request came to in a run: the fate of the write that was acknowledged; null where none was. */
export function fateOfRequest(
  ending: Pick<Ending, 'writeFates' | 'writesOf'>,
  request: number,
): Fate | null {
  const fates = ending.writesOf(request).map((write) => fateOf(ending, write));
  return fates.find((fate) => fate !== null) ?? null;
}

/**
 * The request behind a write; null where it cannot be known again in another run: because no client asked
 * for it, or because what stands for it stands for another request too, as their clients and times show.
 *
 * @param accepted the client of each accepted write, and when it first sent the request
 */
export function recognize(
  { requestOf, writesOf }: Pick<Ending, 'requestOf' | 'writesOf'>,
  write: number,
  accepted: ReadonlyMap<number, { readonly client: string; readonly sentAtUs: number }>,
): number | null {
  const own = accepted.get(write);
  const request = own === undefined ? null : requestOf(write);
  if (own === undefined || request === null) return null;
  const isOne = writesOf(request).every((other) => {
    const accept = accepted.get(other);
    return accept?.client === own.client && accept.sentAtUs === own.sentAtUs;
  });
  return isOne ? request : null;
}
