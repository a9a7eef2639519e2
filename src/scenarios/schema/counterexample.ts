/** How a document keeps a counterexample to a resolver, beside the scenario that shows it or alone. */
import { mapping, textField } from './field.js';

const longest = 5000;

/** A counterexample; commands that run scenarios pass it over. */
export const counterexampleSchema = mapping(
  {
    property: textField({ about: 'What does not hold.', example: 'convergent' }, 60),
    resolver: textField(
      { about: 'The resolver’s file, from the folder of this document; its code is run.', example: './mine.ts' },
      1000,
    ),
    against: textField(
      { about: 'Another version of it, likewise, where both are in use.', example: './mine-2.ts' },
      1000,
    ).optional(),
    token: textField({ about: 'The replay token.', example: 'v1:…' }, longest),
  },
  'What a check of a resolver found, for "quarrel replay".',
);
