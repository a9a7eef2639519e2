import { expect, test } from 'vitest';
import { shortenNames } from '../../../../src/cli/view/inspector/short-names.js';

test.each([
  [['us-east', 'eu-west', 'ap-se'], ['us', 'eu', 'ap']],
  [['us-east', 'us-west'], ['us-e', 'us-w']],
  [['region-1', 'region-12'], ['r1', 'r12']],
  [['a', 'b'], ['a', 'b']],
  [['oslo', 'osaka'], ['osl', 'osa']],
  [['northern-a', 'northern-alps'], ['northern-a', 'northern-al']],
])('%j come short as %j', (names, short) => {
  expect([...shortenNames(names).values()]).toEqual(short);
});

test('a hundred names of 60 characters stay different', () => {
  const names = Array.from({ length: 100 }, (_, index) => `${'x'.repeat(56)}-${index}`);
  expect(new Set(shortenNames(names).values()).size).toBe(100);
});
