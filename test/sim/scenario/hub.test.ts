import { expect, test } from 'vitest';
import { hubOf } from '../../../src/sim/scenario/hub.js';
import { connect, link } from '../../support/scenario.js';

test('the hub of a star is the end that all links share', () => {
  expect(hubOf(connect('star', 4))).toBe(0);
  expect(hubOf({ links: [link(0, 2), link(2, 0), link(1, 2), link(2, 1)] })).toBe(2);
});

test('of two regions the first link begins at the hub', () => {
  expect(hubOf({ links: [link(1, 0), link(0, 1)] })).toBe(1);
});

test('a region by itself is its own hub', () => {
  expect(hubOf({ links: [] })).toBe(0);
});

test('rings, meshes and links without a way back have none', () => {
  expect(hubOf(connect('mesh', 3))).toBe(null);
  expect(hubOf(connect('ring', 3))).toBe(null);
  expect(hubOf({ links: [link(0, 1)] })).toBe(null);
});
