/**
 * From the file that a scenario names as its resolver to code that is ready to be called, or to words
 * about what is wrong with it.
 *
 * The file and all that it imports become one script, TypeScript or not; the script is evaluated once
 * here, and once more for each run, so that no run sees what another one left.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Script } from 'node:vm';
import type { BuildFailure, Message, Plugin } from 'esbuild';
import type { Issue } from '../scenarios/index.js';
import { findShapeProblem, isResolver } from '../sim/simulate.js';
import type { ResolverDefinition, ResolverRealm } from '../sim/simulate.js';
import type { Paint } from './color.js';
import { formatIssues } from './input-issues.js';
import type { DocumentSource } from './input-issues.js';
import { printable } from './printable.js';
import { openModule, openResolver, type ResolverBundle } from './open-resolver.js';
import { findMisspelling } from './resolver-spelling.js';
import { exportsName, ignoreStrayPromises, isTimeout } from './resolver-sandbox.js';
import { explainSystemError, systemCodeOf } from './system-error.js';

/** A file to load, and who named it. */
export interface ResolverRequest {
  /** As the document or `--set` says it. */
  readonly path: string;
  /** Where it says so; line 0 for `--set`. */
  readonly line: number;
  readonly column: number;
  readonly source: DocumentSource;
  /** The argument or flag that names it, where no document does. */
  readonly argument?: string;
}

/** A resolver that can be opened once a run. */
export interface ResolverModule {
  /** Sixteen hexadecimal digits over all of its code. */
  readonly digest: string;
  readonly bundle: LocatedBundle;
  readonly open: () => OpenResolver;
}

/** A resolver and the realm that its code runs in. */
export interface OpenResolver {
  readonly resolver: ResolverDefinition;
  readonly resolverRealm: ResolverRealm;
}

/** The one script that a resolver and all that it imports became, and where each part of it came from. */
export interface LocatedBundle extends ResolverBundle {
  /** From the script back to the files, as JSON; their paths are relative to the resolver's folder. */
  readonly map: string;
  /** Absolute paths of all files in it. */
  readonly inputs: readonly string[];
  /** Where the resolver is exported, as far as its text tells. */
  readonly exported: { readonly line: number; readonly column: number; readonly text: string };
}

/** A module, or all that is wrong with it, ready to print. */
export type LoadedResolver =
  | { readonly ok: true; readonly module: ResolverModule }
  | { readonly ok: false; readonly message: string };

/** Larger files are refused before they are read. */
const maxModuleBytes = 1024 * 1024;

/** Reads, bundles, evaluates and checks a resolver. */
export async function loadResolver(request: ResolverRequest, paint: Paint): Promise<LoadedResolver> {
  const file = locateFile(request);
  const refusal = refusalOf(file);
  if (refusal !== null) return failure(formatIssues([issueAt(request, refusal)], request.source, paint));
  const source = { name: request.path, text: readFileSync(file, 'utf8') };
  const built = await bundle(file);
  if (!built.ok) return failure(formatMessages(built.errors, { file, source }, paint));
  const checked = check(built, source);
  if (!checked.ok) return failure(formatIssues([checked.issue], source, paint));
  ignoreStrayPromises();
  return { ok: true, module: checked.module };
}

/** Beside the document that names it; what a flag names is found from where one stands. */
function locateFile({ path, line, source }: ResolverRequest): string {
  return resolve(line === 0 ? '.' : dirname(source.name), path);
}

type Refusal = Pick<Issue, 'message' | 'expected'>;

function refusalOf(file: string): Refusal | null {
  const expected = 'a .ts, .mts, .js or .mjs file that exports a resolver';
  try {
    const stats = statSync(file);
    if (!stats.isFile()) return { message: 'this resolver is not a regular file', expected };
    if (stats.size <= maxModuleBytes) return null;
    return { message: 'this resolver is too big', expected: 'at most 1 MiB' };
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') {
      return { message: `this resolver ${explainSystemError(error, 'read')}`, expected };
    }
    return { message: 'there is no such file', expected: whereFrom };
  }
}

const whereFrom = 'a path from the document’s own folder, or with --set from where you are';

function issueAt({ path, line, column, argument }: ResolverRequest, refusal: Refusal): Issue {
  if (argument === undefined) return { line, column, path: 'conflicts.resolve', found: path, ...refusal };
  const expected = refusal.expected === whereFrom ? 'a path from where you are' : refusal.expected;
  return { line: 0, column: 0, path: argument, found: path, message: refusal.message, expected };
}

type Built =
  | { readonly ok: true; readonly code: string; readonly map: string; readonly inputs: readonly string[] }
  | { readonly ok: false; readonly errors: readonly Message[] };

async function bundle(file: string): Promise<Built> {
  const { build } = await import('esbuild');
  try {
    const { outputFiles, metafile } = await build({
      entryPoints: [file],
      absWorkingDir: dirname(file),
      bundle: true,
      write: false,
      // Never written: it is what the paths in the map start from.
      outfile: `${file}.bundle`,
      sourcemap: 'external',
      metafile: true,
      format: 'iife',
      globalName: exportsName,
      platform: 'neutral',
      mainFields: ['module', 'main'],
      target: 'node20',
      charset: 'utf8',
      legalComments: 'none',
      // No comments, and with them no paths: the same code has the same digest everywhere.
      minifyWhitespace: true,
      logLevel: 'silent',
      banner: { js: '"use strict";' },
      plugins: [ownPackage],
    });
    const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
    const inputs = Object.keys(metafile.inputs).filter((path) => !path.startsWith(ownNamespace));
    return {
      ok: true,
      code: textOf('.bundle'),
      map: textOf('.map'),
      inputs: inputs.map((path) => resolve(dirname(file), path)),
    };
  } catch (error) {
    if (isBuildFailure(error)) return { ok: false, errors: error.errors };
    throw error;
  }
}

const ownNamespace = 'own-package';

/** All that a resolver needs of this package is the function that gives it its types. */
const ownPackage: Plugin = {
  name: 'own-package',
  setup(build) {
    build.onResolve({ filter: /^quarrel$/ }, ({ path }) => ({ path, namespace: ownNamespace }));
    build.onLoad({ filter: /.*/, namespace: ownNamespace }, () => ({
      contents: 'export const defineResolver = (definition) => definition;',
    }));
  },
};

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

/** One issue a message, file by file. */
function formatMessages(
  messages: readonly Message[],
  entry: { readonly file: string; readonly source: DocumentSource },
  paint: Paint,
): string {
  const files = [...new Set(messages.map(({ location }) => location?.file ?? ''))];
  const formatted = files.map((file) => {
    const path = resolve(dirname(entry.file), file);
    const source =
      file === '' || path === entry.file ? entry.source : { name: path, text: readFileSync(path, 'utf8') };
    const own = messages.filter(({ location }) => (location?.file ?? '') === file);
    return formatIssues(own.map(issueOf), source, paint);
  });
  return formatted.join('');
}

function issueOf({ text, location }: Message): Issue {
  const isImport = text.startsWith('Could not resolve');
  return {
    line: location?.line ?? 1,
    column: (location?.column ?? 0) + 1,
    path: '',
    found: '',
    message: text,
    expected: isImport
      ? 'an import of a file or an installed package; of the machine a resolver sees nothing'
      : 'JavaScript or TypeScript',
  };
}

type Checked =
  | { readonly ok: true; readonly module: ResolverModule }
  | { readonly ok: false; readonly issue: Issue };

function check({ code, map, inputs }: Extract<Built, { ok: true }>, source: DocumentSource): Checked {
  const script = new Script(code, { filename: source.name });
  const place = placeOfExport(source.text);
  const refuse = (message: string, expected: string): Checked => {
    return { ok: false, issue: { ...place, path: '', found: '', message, expected } };
  };
  try {
    const { definition, names } = openModule(script);
    if (definition === undefined) {
      const found = names.length === 0 ? 'nothing' : `no resolver, but ${names.map(printable).join(', ')}`;
      const expected = 'export default defineResolver({ … }), or export const resolver = …';
      return refuse(`the module exports ${found}`, expected);
    }
    const problem = findShapeProblem(definition);
    if (problem !== null) return refuse(problem.message, problem.expected);
    const misspelling = isResolver(definition) ? findMisspelling(definition) : null;
    if (misspelling !== null) return refuse(misspelling.message, misspelling.expected);
  } catch (error) {
    if (isTimeout(error)) return refuse('the module does not come to its end', 'functions, and no work');
    return refuse(`the module throws while it is loaded: ${messageOf(error)}`, 'a module that loads');
  }
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const exported = { ...place, text: source.text.split(/\r\n|\r|\n/)[place.line - 1] ?? '' };
  const bundle = { code, map, inputs, name: source.name, exported };
  return { ok: true, module: { digest, bundle, open: () => openChecked(script) } };
}

function openChecked(script: Script): OpenResolver {
  const { resolver, realm } = openResolver(script);
  return { resolver, resolverRealm: realm };
}

/** Where the text exports a resolver; its beginning when that cannot be told. */
function placeOfExport(text: string): { readonly line: number; readonly column: number } {
  const at = text.search(/^[ \t]*(export\s+default|export\s+(const|let|var|function)\s+resolver)\b/m);
  if (at < 0) return { line: 1, column: 1 };
  return { line: text.slice(0, at).split('\n').length, column: 1 };
}

/** An error of another realm is an error all the same. */
function messageOf(error: unknown): string {
  const isObject = typeof error === 'object' && error !== null;
  if (!isObject || !('message' in error) || typeof error.message !== 'string') return printable(String(error));
  const name = 'name' in error && typeof error.name === 'string' ? `${error.name}: ` : '';
  return printable(name + error.message);
}

function failure(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
