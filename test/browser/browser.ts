/** A real browser for tests: the one that is named, the system's, or the one that a package brings along. */
import { existsSync } from 'node:fs';
import { chromium as packed } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** A browser, or why there is none. */
export type FoundBrowser =
  | { readonly ok: true; readonly browser: Browser }
  | { readonly ok: false; readonly reason: string };

/** Starts a browser; `QUARREL_BROWSER` names one, or says `required`: then there has to be one. */
export async function findBrowser(): Promise<FoundBrowser> {
  const wanted = process.env['QUARREL_BROWSER'] ?? '';
  const isRequired = wanted === 'required';
  const paths = wanted !== '' && !isRequired ? [wanted] : systemPaths.filter((path) => existsSync(path));
  const reasons: string[] = [];
  for (const path of paths) {
    const started = await start(path, quietArguments);
    if (started.ok) return started;
    reasons.push(`${path}: ${started.reason}`);
  }
  if (wanted === '' || isRequired) {
    const brought = await startBrought();
    if (brought.ok) return brought;
    reasons.push(`@sparticuz/chromium: ${brought.reason}`);
  }
  const reason = `no browser starts, so nothing was tried in one. ${reasons.join('; ')}`;
  if (isRequired) throw new Error(reason);
  return { ok: false, reason };
}

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Nothing that asks for anything by itself. */
const quietArguments = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

async function startBrought(): Promise<FoundBrowser> {
  try {
    const { default: brought } = await import('@sparticuz/chromium');
    return await start(await brought.executablePath(), [...brought.args, ...quietArguments]);
  } catch (error) {
    return { ok: false, reason: firstLine(error) };
  }
}

async function start(executablePath: string, args: readonly string[]): Promise<FoundBrowser> {
  try {
    return { ok: true, browser: await packed.launch({ executablePath, args: [...args] }) };
  } catch (error) {
    return { ok: false, reason: firstLine(error) };
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? text;
}
