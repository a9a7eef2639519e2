/** Why requests fail, as a trace says it. */
import type { Refusal } from '../base/refusal.js';

/** Why a request was not answered with success; a client may turn one away itself. */
export type RefusalReason = Refusal | 'short-circuited' | 'bulkhead-full';
