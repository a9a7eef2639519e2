/** What helps to repeat each violation of a check: replay tokens and saved files. */
import type { CheckedProperty, ResolverCheck } from '../sim/resolver-check.js';
import type { FailureAid } from './report/check/shown-check.js';

/** Which resolver was checked. */
export interface CheckedResolver {
  /** As the person wrote it. */
  readonly file: string;
  /** Of all of its code. */
  readonly digest: string;
}

/** By property that does not hold; saves nothing where `saves` is false. */
export function prepareAids(
  _check: ResolverCheck,
  _resolver: CheckedResolver,
  _options: { readonly saves: boolean },
): ReadonlyMap<CheckedProperty, FailureAid> {
  return new Map();
}
