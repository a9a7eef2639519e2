/** The short line that stands for one run: which scenario, which seed, and what it must contain. */
import { hashString } from '../sim/base/hash.js';
import type { Scenario } from '../sim/scenario.js';

/**
 * A token such as `v1:split-brain:42`, or with a digest of the whole scenario at its end when that
 * is not the shipped one as it stands. Seeds are percent-encoded.
 */
export function replayToken(
  scenario: Scenario,
  { isShipped = false, resolverDigest = null }: TokenOptions = {},
): string {
  const seed = encodeURIComponent(scenario.seed.replaceAll(/\p{Cs}/gu, '\ufffd'));
  const token = `v1:${scenario.name}:${seed}`;
  const whole = resolverDigest === null ? scenario : { scenario, resolverDigest };
  return isShipped ? token : `${token}:${digest(whole)}`;
}

/** What a token stands for beside a scenario. */
export interface TokenOptions {
  /** Name and seed alone say what was run. */
  readonly isShipped?: boolean;
  /** Of the code of the scenario's own resolver. */
  readonly resolverDigest?: string | null;
}

/** JSON with sorted keys and no spaces. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
  return `{${entries.join(',')}}`;
}

/** Eight hexadecimal digits: equal content, equal digests. */
function digest(value: unknown): string {
  return hashString(canonicalJson(value)).toString(16).padStart(8, '0');
}
