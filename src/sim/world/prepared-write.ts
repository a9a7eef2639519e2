/** A write that was executed and may yet come to nothing: what it does, and what its author knew. */
import type { ValueChange } from '../scenario.js';
import type { OpKind } from '../storage/op-log.js';
import type { Request } from '../workload/clients.js';

/** What there is to know of it before it has an id. */
export interface PreparedWrite {
  readonly request: Request;
  readonly kind: OpKind;
  readonly stamp: number;
  /** Null where it writes its own name, or deletes. */
  readonly value: string | null;
  readonly change: ValueChange | null;
  /** What its author knew of the key: an entry an author, and how many writes. */
  readonly known: Int32Array;
  readonly knownCount: number;
  /** What its author could see of the key. */
  readonly parents: readonly number[];
}
