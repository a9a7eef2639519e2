import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseInterview } from '../../../src/scenarios/interview/parse-interview.js';
import { catalogue } from './shipped-interviews.js';

const text = readFileSync('interviews/07-payments.yaml', 'utf8');

function issuesOf(changed: string) {
  const read = parseInterview(changed, { name: 'payments', catalogue });
  return read.ok ? [] : read.issues;
}

describe('an interview', () => {
  it.each([
    ['{given.cards}', '{given.card}', 'given.card', 'is not given'],
    ['{given.cards}', '{lost-writes}', 'lost-writes', 'nothing has run yet'],
    ['{conflicts@model}', '{conflicts@best}', 'conflicts@best', 'there is no run'],
    ['{answered-in-fault.singapore}', '{answered-in-fault.singapur}', 'answered-in-fault.singapur', 'no region "singapur"'],
    ['{conflicts@model}.', '3.', '3', 'no run produces'],
    ['prevent it.', 'prevent it. [^bank]', '[^bank]', 'no source'],
    ['if: { topology: mesh, model: counter }', 'if: { topology: mash, model: counter }', 'mash', 'cannot be chosen'],
    ['if: { topology: mesh, model: ledger }', 'if: { topologies: mesh, model: ledger }', 'topologies', 'no question'],
    ['strategy: raft', 'strategy: raffed', 'strategy: raffed', 'is not known here'],
    ['scenario: payments', 'scenario: payment', 'payment', 'no scenario'],
    ['stage: topology', 'stage: operations', 'questions', 'nothing is asked about topology'],
    ['      topology: consensus\n', '', 'choices', 'does not choose at "topology"'],
  ])('says where %s was written as %s', (right, wrong, at, message) => {
    expect(text).toContain(right);
    const changed = text.replace(right, wrong);
    const found = issuesOf(changed).find((issue) => issue.message.includes(message));
    expect(found).toBeDefined();
    const line = changed.split('\n')[(found?.line ?? 0) - 1] ?? '';
    expect(line.slice((found?.column ?? 1) - 1)).toContain(at.split(' ').at(-1) ?? '');
  });

  it('demands a model answer whose choices go together', () => {
    const refused = text.replace(/topology: consensus\n/, 'topology: consensus\n').replace(
      '{ strategy: raft, leader: lisbon } }', '{ strategy: raft, leader: lisbon }, conflicts.detect: timestamp }',
    );
    expect(issuesOf(refused).map(({ message }) => message).join()).toContain('no conflicts to resolve');
  });

  it('may be of a scenario of the catalogue', () => {
    const [head = '', body = ''] = text.split('\ninterview:\n');
    expect(head).toContain('scenarios:');
    const own = `version: 1\ninterview:\n${body.replace('scenario: payments', 'scenario: avoidance-none')}`;
    // Its texts ask regions that this scenario does not have.
    expect(issuesOf(own).map(({ message }) => message).join()).toContain('region "lisbon"');
  });
});
