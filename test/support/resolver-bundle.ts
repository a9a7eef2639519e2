/** Small resolvers as the loader would bundle them. */
import { exportsName } from '../../src/cli/resolver-sandbox.js';

/** A module that exports a resolver with these members, which may use what comes before. */
export function bundleOf(members: string, before = '') {
  const code = `"use strict"; var ${exportsName} = (() => { ${before}; return { default: { name: 'mine', ${members} } }; })();`;
  return { bundle: { name: 'mine.js', code } };
}
