/** Counterfactuals as a person reads them, one below the other. */
import { listWords } from '../suggestion.js';
import type { Counterfactual } from './counterfactual.js';

/**
 * One line each; rules for conflicts share one, in place of the first of them: "kept under siblings or
 * OR-Set".
 */
export function tellCounterfactuals(found: readonly Counterfactual[]): readonly string[] {
  const rules = found.flatMap(({ rule }) => (rule === undefined ? [] : [rule]));
  return found.flatMap(({ words, rule, kept }): readonly string[] => {
    if (kept.fate === null) return [`not acknowledged, and so not lost, if ${words}`];
    if (rule === undefined) return [`kept if ${words}`];
    return rule === rules[0] ? [`kept under ${listWords(rules)}`] : [];
  });
}
