/** From functions of a resolver, and from what they throw, back to lines of the files that people wrote. */
import { SourceMap, type SourceMapPayload } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { ResolverCall } from '../sim/base/resolver-fault.js';
import type { ConductFinding } from '../sim/resolver-check.js';
import type { ResolverDefinition, ResolverRealm } from '../sim/simulate.js';
import type { OpenResolver, ResolverModule } from './load-resolver.js';
import type { ResolverSources, SourcePlace } from './report/check/shown-check.js';

/** Finds every function, and where the findings' errors come from; `file` is as the person wrote it. */
export function locateSources(
  module: ResolverModule,
  file: string,
  findings: readonly ConductFinding[],
): ResolverSources {
  const { exported } = module.bundle;
  const files = new BundledFiles(module, file);
  const opened = module.open();
  return {
    whole: { file, ...exported },
    calls: calls.flatMap((call) => {
      const place = files.placeOfFunction(opened.resolver, call);
      return place === null ? [] : [{ call, place }];
    }),
    throws: findings.flatMap(({ kind, call, input }) => {
      const place = kind === 'threw' ? files.placeOfThrow(module.open(), call, input) : null;
      return place === null ? [] : [{ call, input, place }];
    }),
  };
}

const calls: readonly ResolverCall[] = ['resolve', 'apply', 'merge', 'equals', 'read', 'valid', 'includes'];

/** The files behind a bundle. */
class BundledFiles {
  readonly #code: string;
  readonly #name: string;
  readonly #file: string;
  readonly #payload: MapPayload | null;
  readonly #map: SourceMap | null;

  constructor({ bundle }: ResolverModule, file: string) {
    this.#code = bundle.code;
    this.#name = bundle.name;
    this.#file = file;
    this.#payload = readPayload(bundle.map);
    this.#map = this.#payload === null ? null : new SourceMap(this.#payload);
  }

  /** By its text; null where the bundle has that not at all, or more than once. */
  placeOfFunction(definition: ResolverDefinition, call: ResolverCall): SourcePlace | null {
    const own: unknown = Reflect.get(definition, call);
    if (typeof own !== 'function') return null;
    const text = Function.prototype.toString.call(own);
    const at = this.#code.indexOf(text);
    if (at < 0 || this.#code.includes(text, at + 1)) return null;
    const lines = this.#code.slice(0, at).split('\n');
    return this.#placeOf(lines.length - 1, lines[lines.length - 1].length);
  }

  /** Calls it once more with the same, and looks where the error begins; null where it comes back well. */
  placeOfThrow({ resolver, resolverRealm }: OpenResolver, call: ResolverCall, input: string): SourcePlace | null {
    const args = readArguments(resolverRealm, call, input);
    const own: unknown = Reflect.get(resolver, call);
    if (args === null || typeof own !== 'function') return null;
    let stack = '';
    resolverRealm.run(() => {
      try {
        Reflect.apply(own, resolver, args);
      } catch (error) {
        stack = stackOf(error);
      }
    });
    const mark = `${this.#name}:`;
    const frame = stack.split('\n').find((line) => /^\s+at /.test(line) && line.includes(mark));
    if (frame === undefined) return null;
    const [line, column] = frame.slice(frame.lastIndexOf(mark) + mark.length).split(/[:)]/).map(Number);
    return this.#placeOf(line - 1, column - 1);
  }

  /** From a place in the bundle, counted from 0. */
  #placeOf(line: number, column: number): SourcePlace | null {
    const entry: object | undefined = this.#map?.findEntry(line, column);
    if (entry === undefined || !isEntry(entry)) return null;
    const index = this.#payload?.sources.indexOf(entry.originalSource) ?? -1;
    const text = this.#payload?.sourcesContent[index]?.split(/\r\n|\r|\n/)[entry.originalLine];
    if (text === undefined) return null;
    return { file: this.#nameOf(entry.originalSource), line: entry.originalLine + 1, column: entry.originalColumn + 1, text };
  }

  /** The resolver itself is called as the person called it, what it imports by its way from there. */
  #nameOf(source: string): string {
    const path = join(dirname(this.#file), source).replaceAll('\\', '/');
    if (source === basename(this.#file)) return this.#file;
    return this.#file.startsWith('./') && !path.startsWith('.') ? `./${path}` : path;
  }
}

type MapPayload = SourceMapPayload;

function readPayload(map: string): MapPayload | null {
  const payload: unknown = JSON.parse(map);
  return isPayload(payload) ? payload : null;
}

function isPayload(value: unknown): value is MapPayload {
  return typeof value === 'object' && value !== null && 'mappings' in value && 'sourcesContent' in value;
}

interface Entry {
  readonly originalSource: string;
  readonly originalLine: number;
  readonly originalColumn: number;
}

function isEntry(entry: object): entry is Entry {
  return 'originalSource' in entry && 'originalLine' in entry && 'originalColumn' in entry;
}

/** What a function was called with, from its words; null where these were cut. */
function readArguments(realm: ResolverRealm, call: ResolverCall, input: string): readonly unknown[] | null {
  const inner = input.slice(call.length + 1, -1).replace(/, …$/, '');
  try {
    const args = realm.parse(`[${inner}]`);
    if (!Array.isArray(args)) return null;
    const given: readonly unknown[] = args;
    if (call !== 'resolve') return given;
    const context = {
      local: { value: given[0], stamp: 1, replica: 'A' },
      incoming: { value: given[1], stamp: 1, replica: 'B' },
      relation: 'concurrent',
    };
    return [given[0], given[1], realm.parse(JSON.stringify(context))];
  } catch {
    return null;
  }
}

/** An error of another realm, or no error at all, which may throw when it is looked at. */
function stackOf(error: unknown): string {
  try {
    const isObject = typeof error === 'object' && error !== null;
    return isObject && 'stack' in error && typeof error.stack === 'string' ? error.stack : '';
  } catch {
    return '';
  }
}
