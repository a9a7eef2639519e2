/** From what `quarrel check` was asked to what it does, or to words about what is wrong with that. */
import { didYouMean, listWords } from '../scenarios/suggestion.js';
import { duration } from '../scenarios/units.js';
import { longestSeed } from '../sim/check-resolver.js';
import type { CheckedProperty } from '../sim/resolver-check.js';
import type { CheckFormat, CheckRequest } from './check-request.js';
import type { Environment } from './command-io.js';
import type { ResolverDefinition } from '../sim/simulate.js';
import { printable } from './printable.js';
import { chooseCheckFormat } from './report/check/render.js';
import { propertyWords } from './report/check/property-words.js';
import type { ShardPlace } from './shard-place.js';

/** A request that can be carried out. */
export interface CheckOrder {
  readonly request: CheckRequest;
  readonly only: readonly CheckedProperty[];
  readonly limitMs: number;
  readonly format: CheckFormat;
  /** A shard and where it goes; null: the whole check is carried out and shown. */
  readonly shard: (ShardPlace & { readonly out: string }) | null;
}

/** An order, or one sentence about what is wrong. */
export type CheckedRequest =
  | { readonly ok: true; readonly order: CheckOrder }
  | { readonly ok: false; readonly message: string };

/** Checks what needs neither the resolver nor a file. */
export function checkRequest(request: CheckRequest, env: Environment): CheckedRequest {
  const only = readOnly(request.only);
  if (!only.ok) return only;
  const time = duration.read(request.time);
  if (!time.ok || time.value <= 0) {
    const problem = time.ok ? 'no time at all' : time.message;
    return refusal(`--time ${printable(request.time)}: ${problem}; expected a duration such as 30s or 10m`);
  }
  if (request.seed === '' || request.seed.length > longestSeed) {
    return refusal(`--seed: expected a text of 1 to ${longestSeed} characters`);
  }
  const conflict = findConflict(request);
  if (conflict !== null) return refusal(conflict);
  const { shard, out } = request;
  return {
    ok: true,
    order: {
      request,
      only: only.names,
      limitMs: time.value / 1000,
      format: chooseCheckFormat(request.format, env),
      shard: shard === null || out === null ? null : { ...shard, out },
    },
  };
}

function findConflict({ shard, out, watch, format, only, against }: CheckRequest): string | null {
  if (shard !== null && out === null) {
    return `--shard ${shard.index}/${shard.count} needs --out: a file for quarrel merge, such as --out part-${shard.index}.json`;
  }
  if (shard === null && out !== null) {
    return '--out is for parts of a check: add --shard, such as --shard 1/4; a whole report goes to stdout';
  }
  if (shard !== null && format !== null) {
    return `--format ${format} does not go with --shard: a part is no report; give it to quarrel merge`;
  }
  if (watch && shard !== null) return '--watch does not go with --shard: parts are for machines that nobody watches';
  if (watch && format !== null && format !== 'text') {
    return `--watch does not go with --format ${format}: that is one document, and watching shows a card at each change`;
  }
  if (only.includes('agreement') && against === null) {
    return '--only agreement needs --against: the other version of the resolver';
  }
  if (against !== null && only.length > 0 && !only.includes('agreement')) {
    return '--against asks whether two versions agree, and --only leaves that out; add agreement to --only';
  }
  return null;
}

type ReadNames =
  | { readonly ok: true; readonly names: readonly CheckedProperty[] }
  | { readonly ok: false; readonly message: string };

function readOnly(words: readonly string[]): ReadNames {
  const known = Object.keys(propertyWords).filter(isProperty);
  const names: CheckedProperty[] = [];
  for (const word of words) {
    const found = known.find((name) => name === word);
    if (found === undefined) {
      const { suggestion } = didYouMean(word, known);
      const question = suggestion === undefined ? '' : `; ${suggestion}`;
      const message = `--only: there is no property "${printable(word)}"${question} (expected ${listWords(known, 20)})`;
      return refusal(message);
    }
    names.push(found);
  }
  return { ok: true, names };
}

/** Why a property cannot be asked of this resolver; null where all can. */
export function findUnasked(only: readonly CheckedProperty[], resolver: ResolverDefinition): string | null {
  if (only.includes('valid') && !('valid' in resolver)) {
    return '--only valid: this resolver does not say which states are valid; give it valid(state)';
  }
  if (!only.includes('monotone') || 'includes' in resolver) return null;
  return 'resolve' in resolver
    ? '--only monotone: this is a register, whose values do not grow'
    : '--only monotone: this resolver does not say which states include others; give it includes(state, other)';
}

/** Why two resolvers cannot be versions of one; null where they can. */
export function findMismatch(own: ResolverDefinition, other: ResolverDefinition): string | null {
  if ('resolve' in own === 'resolve' in other) return null;
  const nameKind = (resolver: ResolverDefinition): string => ('resolve' in resolver ? 'a register' : 'a state-based type');
  return `--against: this is ${nameKind(other)}, and the resolver is ${nameKind(own)}; expected another version of it`;
}

function isProperty(word: string): word is CheckedProperty {
  return word in propertyWords;
}

function refusal(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
