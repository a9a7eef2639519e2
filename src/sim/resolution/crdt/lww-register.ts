/** Last-write-wins register: one value, that of the greatest stamp. */
import { assert } from '../../base/assert.js';
import type { ReplicatedType, Span } from '../replicated-type.js';
import { dotOf } from './causal-context.js';
import { compareStamped, type Stamped } from './stamps.js';

/** The write that won so far; null before the first. */
export type LwwRegisterState = (Stamped & {
  /** Null for a delete, which wins and loses like a write. */
  readonly value: string | null;
  readonly dot: Span;
}) | null;

/**
 * Keeps the greater (stamp, leader) of any two writes, whoever knew of whom: a causally later write
 * with a slow clock is lost.
 *
 * @see Shapiro et al., A comprehensive study of CRDTs, INRIA RR-7506 (2011), Specification 8
 */
export const lastWriteWinsRegister: ReplicatedType<LwwRegisterState> = {
  name: 'lww-register',
  accepts: ['write', 'delete'],
  initial: null,
  prepare(_state, operation, origin) {
    const { kind } = operation;
    assert(kind === 'write' || kind === 'delete', 'a register is written whole');
    const { stamp, leader, op } = origin;
    const value = kind === 'write' ? operation.value : null;
    return { stamp, leader, op, value, dot: dotOf(origin) };
  },
  merge(x, y) {
    if (y === null) return x;
    return x === null || compareStamped(y, x) > 0 ? y : x;
  },
  read: (state) => (state === null || state.value === null ? [] : [state.value]),
  support: (state) => (state === null ? [] : [{ part: '', writes: [state.dot] }]),
};
