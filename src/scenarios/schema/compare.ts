/** How a scenario says what it is to be compared with: variants by name, each a few changes. */
import * as z from 'zod';
import { always, isMapping, isName, maxNameLength, namePattern, report, toName } from './field.js';

/** Most columns of a comparison. */
export const maxVariants = 24;

/** Changes by the paths that `--set` takes. */
const changesSchema = z
  .record(z.string(), z.unknown())
  .superRefine((value, ctx) => {
    if (!isMapping(value) || Object.keys(value).length > 0) return;
    report(ctx, [], 'it changes nothing', { expected: 'a change, such as conflicts.resolve: siblings' });
  }, always)
  .meta({
    description: 'Changes to the scenario, by path as in --set; what stands at the path is replaced.',
    minProperties: 1,
    examples: [{ 'conflicts.resolve': 'siblings' }],
  });

/** `compare`. */
export const compareSchema = z
  .record(z.string(), changesSchema)
  .superRefine(checkVariantNames, always)
  .meta({
    description: 'Variants by name, for quarrel compare: this scenario with a few changes each.',
    propertyNames: { pattern: namePattern, maxLength: maxNameLength },
    maxProperties: maxVariants,
  });

/** Checked variants. */
export type CompareDocument = z.output<typeof compareSchema>;

function checkVariantNames(value: unknown, ctx: z.core.$RefinementCtx): void {
  if (!isMapping(value)) return;
  const names = Object.keys(value);
  if (names.length > maxVariants) {
    report(ctx, [], 'there are too many variants', { expected: `at most ${String(maxVariants)}` });
  }
  for (const name of names.filter((each) => !isName(each))) {
    const proposal = toName(name);
    report(ctx, [name], `"${name}" cannot be the name of a variant`, {
      expected: 'lower-case words joined by hyphens, a letter first',
      ...(proposal === null || proposal === name ? {} : { suggestion: `did you mean "${proposal}"?` }),
      isKey: true,
    });
  }
}
