/** What is said of calls that only a process of their own can bear. */
import type { ConductKind } from '../../sim/base/resolver-fault.js';

/** A kind of misdeed, in words. */
export interface Misdeed {
  readonly kind: ConductKind;
  readonly message: string;
}

/** A call that never came back. */
export const hanging: Misdeed = { kind: 'never-returned', message: 'it was stopped, and is not called again' };

/** A call that took all memory there is. */
export const exhaustion: Misdeed = {
  kind: 'exhausted-memory',
  message: 'it took more and more memory, was stopped, and is not called again',
};

/** A call that was the last thing a process did. */
export const ending: Misdeed = { kind: 'ended-process', message: 'it ended the process that called it' };
