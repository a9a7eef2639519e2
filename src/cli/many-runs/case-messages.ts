/** What is said between a search under random faults and the threads that carry out its runs. */
import type { FuzzSubject } from '../../scenarios/fuzz/subject.js';
import type { ResolverBundle } from '../open-resolver.js';

/** All that a thread has to know before its first run; an order is the number of a run. */
export interface CaseThreadSetup {
  readonly subject: FuzzSubject;
  /** Of what is drawn. */
  readonly seed: string;
  /** The scenario's own resolver; null where it has none. */
  readonly bundle: ResolverBundle | null;
}
