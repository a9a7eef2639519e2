import { expect, test } from 'vitest';
import { listScenarios } from '../../src/scenarios/index.js';
import { outlineCatalogue } from '../../src/scenarios/outline.js';
import { readCatalogue } from '../../src/cli/package-files.js';

const text = readCatalogue();
const outlined = outlineCatalogue(text);

test('read line by line, the catalogue says what a parser reads in it', () => {
  const squeeze = (words: string) => words.replace(/\s+/g, ' ');
  const parsed = listScenarios(text).map(({ name, title, about, systems }) => {
    return { name, title, about: squeeze(about), systems };
  });
  expect(outlined.map(({ name, title, about, systems }) => ({ name, title, about: squeeze(about), systems }))).toEqual(parsed);
});

test('every scenario of the catalogue has a subject, a duration and expectations', () => {
  for (const { subject, duration, expects } of outlined) {
    expect(subject).not.toBe('');
    expect(duration).toMatch(/^\d+(us|ms|s|m|h)$/);
    expect(expects.length).toBeGreaterThan(0);
    for (const line of expects) expect(line).toMatch(/^[^#\s].*\S$/);
  }
});

test('expectations and settings are told without comments', () => {
  const write = outlined.find(({ name }) => name === 'life-of-a-write');
  expect(write?.expects).toContain('lag.max: 218ms..243ms');
  const raft = outlined.find(({ name }) => name === 'cockroachdb-minority');
  expect(raft?.settings).toEqual(['strategy: raft']);
  expect(write?.subject).toBe('A first look');
});

test('a text without scenarios has none', () => {
  expect(outlineCatalogue('')).toEqual([]);
  expect(outlineCatalogue('version: 1\nscenarios:\n')).toEqual([]);
});
