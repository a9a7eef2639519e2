/** A changed run as a scenario file that stands alone. */
import { hashString } from '../../sim/base/hash.js';
import { documentText, readPlainScenario } from '../fuzz/case-document.js';
import type { Override } from '../overrides.js';

/** What the file is made from. */
export interface BranchSource {
  /** The text of the document that holds the scenario. */
  readonly text: string;
  readonly name: string;
  /** All settings that are laid over it, those of the change among them. */
  readonly overrides: readonly Override[];
  /** What was changed, in words. */
  readonly words: string;
  /** The command that makes the same run. */
  readonly repeat: string;
}

/** The text of the file: what was changed on top, and the whole scenario with it. */
export function branchDocument({ text, name, overrides, words, repeat }: BranchSource): string {
  const plain = readPlainScenario(text, name, overrides);
  const kept = Object.entries(plain).filter(([key]) => !commentary.includes(key));
  const scenario = { ...Object.fromEntries(kept), title: `What if, ${words}`.slice(0, longestTitle) };
  return `# ${name}, but ${words}.\n# The same run: ${repeat}\n${documentText(name, scenario)}`;
}

/** A name such as `what-if-split-brain-1a2b3c4d.yaml`: equal documents have equal names. */
export function branchFileName(name: string, document: string): string {
  return `what-if-${name}-${hashString(document).toString(16).padStart(8, '0')}.yaml`;
}

/** About the scenario as it was. */
const commentary: readonly string[] = ['about', 'compare', 'systems', 'source', 'title'];
const longestTitle = 100;
