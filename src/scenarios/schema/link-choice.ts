/** How a scenario chooses links: by name, or between groups of regions. */
import * as z from 'zod';
import { leaf, mapping, regionField } from './field.js';
import { readLinkText } from './network.js';

const group = z
  .array(regionField('A region.'))
  .min(1)
  .max(200)
  .meta({ description: 'Regions.' });

/** Every link between groups both ways, or in one direction; `verb` says what happens to them. */
export function groupsSchema(verb: string) {
  return z.union([
    z.array(group).min(2).max(200)
      .meta({ description: `Groups; every link between two groups is ${verb} both ways.` }),
    mapping({ from: group, to: group }, `Only links in this direction are ${verb}.`),
  ]);
}

/** Checked groups. */
export type GroupsDocument = z.output<ReturnType<typeof groupsSchema>>;

/** The ways to choose links, of which a fault takes one. */
export const linkChoices = ['links', 'between'] as const;

/** The fields that choose the links of a fault. */
export const linkChoiceFields = {
  links: z
    .array(
      leaf(
        readLinkText,
        { about: 'One way, or both with <->.', example: 'us-east -> eu-west' },
        { type: 'string', pattern: '^\\S+ <?-> \\S+$' },
      ),
    )
    .min(1)
    .max(200)
    .meta({ description: 'Which links, by name.' })
    .optional(),
  between: groupsSchema('meant')
    .meta({
      description: 'Which links: all between groups, or those in one direction.',
      examples: [[['us-east'], ['eu-west', 'ap-south']]],
    })
    .optional(),
};

/** Checked fields of {@link linkChoiceFields}. */
export interface LinkChoice {
  readonly links?: readonly string[] | undefined;
  readonly between?: GroupsDocument | undefined;
}
