import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { everyKeyTable } from '../../../src/cli/view/keys/every-table.js';
import { listKeys } from '../../../src/cli/view/keys/list-keys.js';
import { liveKeys } from '../../../src/cli/view/live/live-keys.js';
import { stackKeys } from '../../../src/cli/view/keys/stack-keys.js';
import { runCli } from '../capture-io.js';

test('every key of every screen is printed with its sentence, line by line', async () => {
  const { exitCode, stdout } = await runCli(['keys']);
  expect(exitCode).toBe(0);
  for (const { title, bindings } of everyKeyTable) {
    expect(stdout).toContain(`${title}\n`);
    for (const { about } of bindings) expect(stdout).toContain(`  ${about}\n`);
  }
  expect(stdout).toMatch(/^ {2}\+, = +More simulated time a second/m);
});

test('what is printed reads well by ear: no lines are drawn, nothing is coloured', async () => {
  const { stdout } = await runCli(['keys'], { isTerminal: true });
  expect(stdout).toMatch(/^[\n\x20-\x7e]*$/);
});

const readme = fileURLToPath(new URL('../../../README.md', import.meta.url));
const [begin, end] = ['<!-- keys: made from the tables, see test/cli/commands/keys.test.ts -->\n', '<!-- end of keys -->'];

test('README.md has the keys of the live view as the tables have them', () => {
  const text = readFileSync(readme, 'utf8');
  const [before = '', rest = ''] = text.split(begin);
  const [section = '', after = ''] = rest.split(end);
  const expected = `\n\`\`\`text\n${listKeys([liveKeys, stackKeys])}\`\`\`\n\n`;
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(readme, before + begin + expected + end + after);
  else expect(section).toBe(expected);
});
