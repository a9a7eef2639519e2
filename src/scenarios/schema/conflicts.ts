/** How a scenario says how conflicts are noticed and resolved. */
import type { ConflictRules } from '../../sim/scenario.js';
import { mapping, wordField } from './field.js';
import { uniqueSchema } from './unique.js';

const resolveWords = [
  'lww', 'fww', 'arrival', 'siblings',
  'g-counter', 'pn-counter', 'lww-register', 'mv-register', 'g-set', 'two-phase-set',
  'lww-element-set', 'lww-element-set-remove-bias', 'or-set', 'cart-union',
] as const satisfies readonly ConflictRules['resolve'][];

/** How conflicts are noticed, and what is done about them. */
export const conflictsSchema = mapping(
  {
    timestamps: wordField(['physical', 'lamport', 'hybrid', 'truetime'], {
      about:
        'Where stamps come from: physical the node’s own clock, lamport a count that follows ' +
        'causes, hybrid a clock that follows causes, truetime a clock that knows its bound and ' +
        'waits it out. Default: physical.',
      example: 'hybrid',
    }).prefault('physical'),
    detect: wordField(['version-vector', 'timestamp'], {
      about: 'How a strategy tells newer from concurrent. Default: version-vector.',
      example: 'version-vector',
    }).prefault('version-vector'),
    resolve: wordField(resolveWords, {
      about:
        'What is kept of two versions: lww the later stamp, fww the earlier of two concurrent ' +
        'ones, arrival what came last, siblings every concurrent one; the others are types whose ' +
        'values are merged. Default: lww.',
      example: 'siblings',
    }).prefault('lww'),
    unique: uniqueSchema,
  },
  'How conflicts are noticed, and what is done about them.',
);
