/** What a scenario says of what a write's author had seen, and of who puts siblings together again. */

/**
 * What a write knows of its key. `held`: all that the accepting replica knows at that moment. `read`: what
 * the client's last answered read of the key returned, wherever it read; nothing where it never read.
 * `none`: nothing at all.
 */
export type WriteContext = 'held' | 'read' | 'none';

/**
 * What is made of siblings. `union`: all elements of the sets; `max`: the greatest number; `latest` and
 * `earliest`: the one with the greatest and the least stamp.
 */
export type SiblingMerge = 'union' | 'max' | 'latest' | 'earliest';

/** Clients whose read returned siblings write back what they made of them, knowing all they read. */
export interface ReadRepairRule {
  readonly merge: SiblingMerge;
}

/**
 * A person at each leader is told when it first holds differing siblings of a key, and writes what is to
 * remain if they are still there later. `own`: the latest of those that this leader accepted; where it
 * accepted none, the latest of all.
 */
export interface PersonRule {
  readonly afterUs: number;
  /** A decision takes up to this much more or less time, uniformly. */
  readonly spreadUs: number;
  readonly chooses: SiblingMerge | 'own';
}

/** What decides whether contexts matter in a scenario. */
interface ContextChoices {
  readonly conflicts: { readonly atRead?: ReadRepairRule; readonly person?: PersonRule };
  readonly workload: {
    readonly clients: readonly { readonly context?: WriteContext }[];
    readonly script: readonly { readonly context?: WriteContext }[];
  };
}

/** Whether some write of a scenario may know less, or other things, than the replica that accepts it. */
export function hasContexts({ conflicts, workload }: ContextChoices): boolean {
  if (conflicts.atRead !== undefined || conflicts.person !== undefined) return true;
  return [...workload.clients, ...workload.script].some(({ context = 'held' }) => context !== 'held');
}
