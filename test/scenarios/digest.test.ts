import { expect, test } from 'vitest';
import { canonicalJson, replayToken } from '../../src/scenarios/digest.js';
import { load, twoRegions } from './document-of.js';

const { scenario } = load(`${twoRegions}\nseed: "4:2 %"`);

test('a shipped scenario is named by its name and seed', () => {
  expect(replayToken(scenario, { isShipped: true })).toBe('v1:s:4%3A2%20%25');
});

test('any other scenario is named with a digest of its content', () => {
  expect(replayToken(scenario)).toMatch(/^v1:s:4%3A2%20%25:[0-9a-f]{8}$/);
});

test('equal scenarios have equal digests, and a changed one has another', () => {
  const again = load(`seed: "4:2 %"\n${twoRegions}`).scenario;
  expect(replayToken(again)).toBe(replayToken(scenario));
  const changed = load(`${twoRegions}\nseed: "4:2 %"\nsettle: 61s`).scenario;
  expect(replayToken(changed)).not.toBe(replayToken(scenario));
});

test('canonical JSON sorts keys and leaves out what is absent', () => {
  expect(canonicalJson({ b: [1, null, 'x'], a: { d: true, c: undefined } })).toBe(
    '{"a":{"d":true},"b":[1,null,"x"]}',
  );
});

test('a seed with half a character still makes a token', () => {
  expect(replayToken({ ...scenario, seed: '\ud800' }, { isShipped: true })).toBe('v1:s:%EF%BF%BD');
});
