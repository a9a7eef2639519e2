/** Loads an example that is written in TypeScript. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

/** What the file exports; its place is relative to this one. It may use the contract of resolvers, no more. */
export async function importTypeScript(path) {
  const entry = fileURLToPath(new URL(path, import.meta.url));
  const quarrel = fileURLToPath(new URL('../dist/sim/resolution/user-resolver.js', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry], bundle: true, write: false, format: 'esm', platform: 'node', alias: { quarrel },
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}
