/**
 * What `quarrel check` says of broken examples, pinned, on whatever Node.js runs this:
 * `node test/golden/check-refutations.js`.
 *
 * The report as JSON, what each replay line prints, and the merge of two shards, by the built package in
 * `dist`. Ends with 1 when something is otherwise here than where it was pinned. UPDATE_GOLDEN=1 pins anew.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const goldenFile = new URL('refutations.json', import.meta.url);
const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const examples = fileURLToPath(new URL('../../examples/resolvers/broken', import.meta.url));
const names = ['append-notes', 'average', 'newest-stamp', 'room-hours', 'union-cart'];
const bounds = ['--writes', '3', '--runs', '500'];

const folder = mkdtempSync(join(tmpdir(), 'quarrel-golden-'));
try {
  cpSync(examples, join(folder, 'broken'), { recursive: true });
  const found = Object.fromEntries(names.map((name) => [name, pin(`broken/${name}.ts`)]));
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(goldenFile, `${JSON.stringify(found, null, 2)}\n`);
  const golden = JSON.parse(readFileSync(goldenFile, 'utf8'));
  const others = names.filter((name) => JSON.stringify(golden[name]) !== JSON.stringify(found[name]));
  for (const name of others) {
    console.log(`${name}: pinned ${JSON.stringify(golden[name])}, here ${JSON.stringify(found[name])}`);
  }
  const same = names.length - others.length;
  console.log(`Node.js ${process.version}: ${same} of ${names.length} refutations are as pinned`);
  process.exitCode = others.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

function pin(file) {
  const report = run('check', file, ...bounds, '--json');
  const tokens = JSON.parse(report).properties.flatMap(({ replay }) => replay ?? []);
  const distinct = [...new Set(tokens)];
  const replays = distinct.map((token) => hash(run('replay', token, '--resolver', file)));
  for (const part of ['1', '2']) run('check', file, ...bounds, '--shard', `${part}/2`, '--out', `part-${part}`);
  const merged = run('merge', 'part-1', 'part-2', '--json');
  if (merged !== report) throw new Error(`${file}: two shards come to something else than the whole`);
  return { report: hash(report), replays };
}

/** What a refutation prints; it ends with 1. */
function run(...args) {
  try {
    return execFileSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    if (error.status === 1) return error.stdout;
    throw error;
  }
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
