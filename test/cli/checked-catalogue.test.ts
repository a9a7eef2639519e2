import { expect, test } from 'vitest';
import { checkedFile, findChecked } from '../../src/cli/checked-catalogue.js';
import { readCatalogue } from '../../src/cli/package-files.js';
import { parseScenarios } from '../../src/scenarios/index.js';

test('nothing that is known of a scenario is lost on its way through a file', () => {
  const parsed = parseScenarios(readCatalogue());
  if (!parsed.ok) throw new Error('the catalogue has mistakes');
  expect(parsed.scenarios.length).toBeGreaterThan(200);
  for (const loaded of parsed.scenarios) {
    const read: unknown = JSON.parse(JSON.stringify(loaded));
    expect(read, loaded.scenario.name).toStrictEqual(loaded);
  }
});

test('a file belongs to the text that it was made of', () => {
  expect(checkedFile('one', 'split-brain')).not.toBe(checkedFile('other', 'split-brain'));
});

test.each(['mine.yaml', 'mine.yaml#split-brain', '../split-brain', 'Split Brain', 'no-such-scenario'])('%s is read from its document', (target) => {
  expect(findChecked(target)).toBeNull();
});
