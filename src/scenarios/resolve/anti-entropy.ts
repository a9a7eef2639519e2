/** Anti-entropy: from the document to what the engine runs. */
import type { ScenarioDocument } from '../schema.js';
import type { AntiEntropy } from '../../sim/scenario.js';

/** What leaders do about differences; nothing where the document says nothing. */
export function resolveAntiEntropy(
  document: ScenarioDocument['replication']['anti-entropy'],
): { readonly antiEntropy?: AntiEntropy } {
  if (document === undefined) return {};
  const { every, leaf } = document.merkle;
  return { antiEntropy: { kind: 'merkle', everyUs: every ?? null, keysPerLeaf: leaf } };
}
