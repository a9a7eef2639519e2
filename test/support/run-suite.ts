/** A suite of tests through a runner of its own, for what only a real runner shows. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** How one of its tests ended. */
export interface SuiteResult {
  readonly title: string;
  readonly status: string;
  /** Why it failed; empty where it did not. */
  readonly message: string;
}

/** Runs the suites that a configuration finds, by default below `folder`. */
export async function runSuite(config: string, folder?: string): Promise<readonly SuiteResult[]> {
  const words = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', '--testTimeout=60000'];
  const places = ['--config', join(root, config), ...(folder === undefined ? [] : ['--root', folder])];
  const env = { ...process.env, NO_COLOR: '1', VITEST: undefined, VITEST_WORKER_ID: undefined };
  const run = promisify(execFile)(process.execPath, [...words, ...places], { cwd: root, env });
  const { stdout } = await run.catch((error: unknown) => {
    // It ends like this too when a test fails.
    if (error instanceof Error && 'stdout' in error) return { stdout: String(error.stdout) };
    throw error;
  });
  const report: unknown = JSON.parse(stdout.slice(stdout.indexOf('{')));
  return listOf(report, 'testResults').flatMap((file) =>
    listOf(file, 'assertionResults').map((each) => ({
      title: String(memberOf(each, 'title')),
      status: String(memberOf(each, 'status')),
      message: listOf(each, 'failureMessages').map(String).join('\n'),
    })),
  );
}

const root = fileURLToPath(new URL('../..', import.meta.url));

function listOf(value: unknown, name: string): readonly unknown[] {
  const member = memberOf(value, name);
  return Array.isArray(member) ? member : [];
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
