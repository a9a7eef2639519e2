/** How a document keeps a counterexample to a resolver, beside the scenario that shows it or alone. */
import * as z from 'zod';
import { mapping, textField } from './field.js';

/** A counterexample; commands that run scenarios pass it over. */
export const counterexampleSchema = mapping(
  {
    properties: z
      .array(textField({ about: 'The name of a property.', example: 'convergent' }, 60))
      .min(1)
      .max(20)
      .meta({ description: 'What does not hold.', examples: [['convergent', 'commutative']] }),
    resolver: textField(
      { about: 'The resolver’s file, from the folder of this document; its code is run.', example: './mine.ts' },
      1000,
    ),
    token: textField({ about: 'The replay token.', example: 'v1:…' }, 20_000),
  },
  'What a check of a resolver found, for "quarrel replay".',
);
