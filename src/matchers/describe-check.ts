/**
 * What a check came to, for the message of a test that fails: the card that the command shows.
 *
 * Without colours, for runners put it into terminals, files and reports alike.
 */
import { paintFor } from '../cli/color.js';
import { counterexampleLines } from '../cli/report/check/counterexample-text.js';
import { groupCounterexamples } from '../cli/report/check/counterexamples.js';
import { noSources, type ShownCheck, type Violation } from '../cli/report/check/shown-check.js';
import { renderCheckText } from '../cli/report/check/text.js';
import type { ResolverCheck } from '../sim/resolver-check.js';

/** Where a check comes from: what a card says beside the answers. */
export type CheckOrigin = Omit<ShownCheck, 'check'>;

/** Of a resolver that a test holds in its hands nobody knows the file. */
export const unknownOrigin: CheckOrigin = { file: '<its file>', sources: noSources, aids: new Map() };

/** The card of a check. */
export function describeCheck(check: ResolverCheck, origin: CheckOrigin): string {
  return renderCheckText({ check, ...origin }, style).trimEnd();
}

/** The part of a card that tells one counterexample. */
export function describeViolation(violation: Violation, check: ResolverCheck, origin: CheckOrigin): string {
  const groups = groupCounterexamples([violation]);
  const shown = { check, ...origin };
  return groups.flatMap((group) => counterexampleLines(group, groups.length, shown, style)).join('\n');
}

const style = { paint: paintFor({ write: () => true }, {}), ascii: false, showsTests: false };
