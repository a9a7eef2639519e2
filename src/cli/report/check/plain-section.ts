/** The part of the card that tells one violation, without colours: for reports inside other documents. */
import { Chalk } from 'chalk';
import { counterexampleLines } from './counterexample-text.js';
import { groupCounterexamples } from './counterexamples.js';
import { findingLines } from './finding-text.js';
import type { ShownCheck, Violation } from './shown-check.js';

/** The lines of one violation by itself. */
export function plainSection(violation: Violation, shown: ShownCheck): string {
  const style = { paint: new Chalk({ level: 0 }), ascii: false };
  const findings = violation.findings.length === 0 ? [] : findingLines(violation, shown, style);
  const groups = groupCounterexamples([violation]);
  const told = groups.flatMap((group) => counterexampleLines(group, 1, shown, style));
  return [...findings, ...told].join('\n');
}
