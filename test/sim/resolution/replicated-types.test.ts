import { describe, expect, test } from 'vitest';
import { replicatedTypeNamed, replicatedTypes } from '../../../src/sim/resolution/replicated-types.js';
import type { ReplicatedTypeName } from '../../../src/sim/resolution/replicated-types.js';
import { listLaws } from '../../support/replicated-type-laws.js';
import { completeness } from '../../../src/sim/resolution/completeness.js';
import { mergingRegister } from '../../../src/sim/resolution/merging-register.js';
import type { Twin } from '../../support/replicated-type-network.js';
import {
  cartTwin,
  completenessTwin,
  counterTwin,
  gSetTwin,
  lwwElementSetTwin,
  lwwRegisterTwin,
  mvRegisterTwin,
  orSetTwin,
  twoPhaseSetTwin,
} from '../../support/replicated-type-twins.js';
import { fieldWiseTwin, orMapLwwTwin, orMapTwin, revisionTreeTwin } from '../../support/row-twins.js';

const twins: readonly (readonly [ReplicatedTypeName, Twin])[] = [
  ['g-counter', counterTwin(0)],
  ['pn-counter', counterTwin(-5)],
  ['lww-register', lwwRegisterTwin],
  ['mv-register', mvRegisterTwin],
  ['g-set', gSetTwin],
  ['two-phase-set', twoPhaseSetTwin],
  ['lww-element-set', lwwElementSetTwin('add')],
  ['lww-element-set-remove-bias', lwwElementSetTwin('remove')],
  ['or-set', orSetTwin],
  ['cart-union', cartTwin],
  ['or-map', orMapTwin],
  ['or-map-lww', orMapLwwTwin],
  ['field-wise', fieldWiseTwin],
  ['revision-tree', revisionTreeTwin],
  ['completeness', completenessTwin],
];

test('each type has a twin, and is found by its own name', () => {
  // Texts have laws of their own: test/laws/text.test.ts.
  const names = Object.keys(replicatedTypes).filter((name) => !name.startsWith('text-'));
  expect(twins.map(([name]) => name)).toEqual(names);
  for (const [name] of twins) expect(replicatedTypeNamed(name).name).toBe(name);
});

describe.each(twins)('%s', (name, twin) => {
  const type = replicatedTypeNamed(name);
  test.each(name === 'completeness' ? listRegisterLaws(twin) : listLaws(type, twin))('$name', ({ check }) => check());
});

/** In which order its versions came is a state's own matter. */
function listRegisterLaws(twin: Twin) {
  return listLaws(mergingRegister(completeness), twin, (state) => ({
    ...state,
    versions: [...state.versions].sort((x, y) => x.op - y.op),
  }));
}
