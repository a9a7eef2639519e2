import { expect, test } from 'vitest';
import { describeEvent } from '../../../../src/cli/view/words/event-line.js';

test('a request that waits says for what and how long', () => {
  const event = {
    kind: 'await-state', atUs: 1_020_000, replica: 'eu-west', key: 'x', client: 'ann', state: { 'us-east': 12, 'eu-west': 1 }, untilUs: 1_070_000,
  } as const;
  expect(describeEvent(event)).toMatchObject({
    replica: 'eu-west', tone: 'warn', words: 'WAITS   for us-east 12, eu-west 1 until 1.070: ann asks for x',
  });
});

test('a request that goes on says where to', () => {
  const event = { kind: 'send-on', atUs: 1_070_000, from: 'eu-west', to: 'us-east', key: 'x', client: 'ann' } as const;
  expect(describeEvent(event)).toMatchObject({ replica: 'eu-west', words: 'ON      to us-east: ann asks for x' });
});
