import { expect, test } from 'vitest';
import { toYaml } from '../../../src/scenarios/comparison/yaml-value.js';
import { readDocument } from '../../../src/scenarios/document.js';
import { isMapping } from '../../../src/scenarios/schema/field.js';

test('a written value means what it was', () => {
  for (const value of ['lww', './own.ts', 'true', 'null', '1', '40ms', 7, true, null, { a: ['b'] }]) {
    const read = readDocument(`v: ${toYaml(value)}`);
    const whole = read.ok ? read.document.value : null;
    expect(isMapping(whole) ? whole['v'] : 'unread').toEqual(value);
  }
});
