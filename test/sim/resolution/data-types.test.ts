import { describe, expect, test } from 'vitest';
import { dataTypeNamed, dataTypes } from '../../../src/sim/resolution/data-types.js';
import type { DataTypeName } from '../../../src/sim/resolution/data-types.js';
import { listLaws } from '../../support/data-type-laws.js';
import type { Twin } from '../../support/data-type-network.js';
import {
  cartTwin,
  counterTwin,
  gSetTwin,
  lwwElementSetTwin,
  lwwRegisterTwin,
  mvRegisterTwin,
  orMapLwwTwin,
  orMapTwin,
  orSetTwin,
  twoPhaseSetTwin,
} from '../../support/data-type-twins.js';

const twins: readonly (readonly [DataTypeName, Twin])[] = [
  ['g-counter', counterTwin(0)],
  ['pn-counter', counterTwin(-5)],
  ['lww-register', lwwRegisterTwin],
  ['mv-register', mvRegisterTwin],
  ['g-set', gSetTwin],
  ['two-phase-set', twoPhaseSetTwin],
  ['lww-element-set', lwwElementSetTwin('add')],
  ['lww-element-set-remove-bias', lwwElementSetTwin('remove')],
  ['or-set', orSetTwin],
  ['or-map', orMapTwin],
  ['or-map-lww', orMapLwwTwin],
  ['cart-union', cartTwin],
];

test('each type has a twin, and is found by its own name', () => {
  expect(twins.map(([name]) => name)).toEqual(Object.keys(dataTypes));
  for (const [name] of twins) expect(dataTypeNamed(name).name).toBe(name);
});

describe.each(twins)('%s', (name, twin) => {
  test.each(listLaws(dataTypeNamed(name), twin))('$name', ({ check }) => check());
});
