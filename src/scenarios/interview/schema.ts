/** How an interview is written: types, checks and JSON Schema from one source. */
import * as z from 'zod';
import { readQuantity } from '../lessons/expression.js';
import { expressionField, nameField, proseField, sourcesSchema } from '../lessons/schema.js';
import type { Value } from '../lessons/value.js';
import {
  always, countField, flagField, isMapping, leaf, mapping, namePattern, report, reportUnlessOne, shareField,
  textField, wordField,
} from '../schema/field.js';
import { documentVersion, scenarioSchema } from '../schema.js';
import type { Reading } from '../units.js';
import { stages } from './interview.js';

/** Most questions, follow-ups, remarks or mistakes of an interview. */
export const mostParts = 60;

const setField = z.record(z.string(), z.unknown()).meta({
  description: 'What it lays over the scenario, by path.', examples: [{ 'conflicts.resolve': 'siblings' }],
}).prefault({});

const ifField = z.record(z.string(), z.union([
  nameField({ about: 'A choice.', example: 'mesh' }),
  z.array(nameField({ about: 'A choice.', example: 'mesh' })).min(1).max(9),
])).meta({
  description: 'Questions, and the choice that must have been made there, or a list of which one must have been.',
  examples: [{ topology: 'mesh', conflicts: ['last-write-wins', 'arrival'] }],
}).prefault({});

const nameText = { about: 'What answers call it.', example: 'last-write-wins' };

const choiceSchema = mapping(
  {
    name: nameField(nameText),
    text: proseField('What can be chosen.', 'Last write wins, by the clock'),
    set: setField,
    instead: z.array(mapping(
      { if: ifField, set: setField },
      'What it lays over the scenario in place of set, beside these choices.',
    )).max(9).meta({ description: 'The first whose choices were made counts.' }).prefault([]),
    ids: wordField(['auto-increment', 'offset', 'uuidv4', 'uuidv7', 'snowflake'], {
      about:
        'How new rows are named by it: the checklist creates some. For choices that also stand beside values which no ' +
        'rows can stand beside.',
      example: 'uuidv7',
    }).optional(),
    reply: proseField('What the interviewer answers at once: a question back.', 'Whose clock?').optional(),
  },
  'One thing that can be chosen.',
);

const pointSchema = mapping(
  {
    text: proseField('Something worth saying.', 'Which conflicts are acceptable'),
    words: z.array(textField({ about: 'A word, or its beginning.', example: 'conflict' }, 60)).min(1).max(20)
      .meta({ description: 'It is ticked off where one of these is mentioned.' }),
  },
  'Something worth saying, and the words by which it is noticed.',
);

const outcomeSchema = mapping(
  {
    name: nameField({ about: 'What answers call it.', example: 'loses-writes' }),
    text: proseField('What may become of the design.', 'It loses acknowledged writes'),
    when: expressionField('It is right where this holds in the run of the design, and of no earlier one.', 'lost-writes > 0'),
    because: proseField('What is told whoever expected it and was wrong.', '{lost-writes} were lost.').optional(),
  },
  'What may become of the design.',
);

const questionSchema = mapping(
  {
    name: nameField({ about: 'What answers call it.', example: 'topology' }),
    stage: wordField(stages, { about: 'When it is asked.', example: 'topology' }),
    ask: proseField('The question.', 'Who takes a write?'),
    choices: z.array(choiceSchema).min(2).max(9).superRefine(checkNames, always).optional()
      .meta({ description: 'One of these is chosen.' }),
    number: expressionField('The number to estimate, over what is given and set.', 'given.users * given.profile').optional(),
    within: shareField({ about: 'How far off an estimate may be. Default: 20%.', example: '20%' }).prefault('20%'),
    formula: proseField('How the number comes about.', 'Users times the size of a profile.').optional(),
    points: z.array(pointSchema).min(2).max(12).optional().meta({ description: 'Free words are held against these.' }),
    outcomes: z.array(outcomeSchema).min(2).max(9).superRefine(checkNames, always).optional()
      .meta({ description: 'One is predicted; the first that holds in the run is right.' }),
  },
  'One question: choices, number, points or outcomes.',
).superRefine((value, ctx) => {
  reportUnlessOne(value, ['choices', 'number', 'points', 'outcomes'], ctx);
  if (!isMapping(value) || ('number' in value) === ('formula' in value)) return;
  if ('number' in value) report(ctx, [], 'this estimate does not say how it comes about', { expected: 'formula beside number' });
  else report(ctx, ['formula'], 'only an estimate has a formula', { expected: 'formula beside number', isKey: true });
}, always);

const occasionFields = {
  if: ifField,
  when: expressionField('It is said where this holds in the run of the design.', 'lost-writes > 0').optional(),
};

const followUpSchema = mapping(
  {
    name: nameField({ about: 'What it is called.', example: 'hot-key' }),
    ...occasionFields,
    ask: proseField('What the interviewer asks.', 'What does a celebrity do to it?'),
    answer: proseField('What to answer.', 'One key takes {conflicts} conflicts.'),
  },
  'A question that depends on the choices and on what came of them.',
);

const remarkSchema = mapping(
  {
    ...occasionFields,
    good: flagField({ about: 'It is something that the design gets right. Default: false.', example: true }).prefault(false),
    text: proseField('What is said about the design.', '{lost-writes} acknowledged writes are gone.'),
  },
  'Feedback on the design.',
);

const modelSchema = mapping(
  {
    choices: z.record(z.string(), nameField({ about: 'A choice.', example: 'mesh' }))
      .meta({ description: 'The choice at every question that has choices.', examples: [{ topology: 'mesh' }] }),
    spoken: proseField('What to say, in plain sentences; figures are those of this design.', 'I would …'),
  },
  'A model answer.',
);

/** What stands under `interview:`. */
export const interviewSchema = mapping(
  {
    title: textField({ about: 'One line for lists.', example: 'Global user profiles' }, 80),
    about: textField({ about: 'What it is about, in a sentence or two.', example: 'Profiles that are read everywhere.' }, 500),
    sources: sourcesSchema,
    given: z.record(z.string(), leaf(
      readGiven,
      { about: 'A quantity.', example: '500000000' },
      { type: ['string', 'number'] },
    )).meta({
      description: 'Numbers that the interviewer states: texts say {given.users}.',
      examples: [{ users: 500_000_000, profile: '4KiB' }],
      propertyNames: { pattern: namePattern },
    }).prefault({}),
    prompt: proseField('What the interviewer says first.', 'Design a store for {given.users} profiles.'),
    scenario: nameField({ about: 'The design before anything is chosen: a scenario of this file or of the catalogue.', example: 'split-brain' }),
    questions: z.array(questionSchema).min(stages.length).max(mostParts).superRefine(checkNames, always),
    'follow-ups': z.array(followUpSchema).max(mostParts).superRefine(checkNames, always).prefault([]),
    remarks: z.array(remarkSchema).max(mostParts).prefault([]),
    model: modelSchema,
    mistakes: z.array(proseField('A common mistake.', 'Beginning with the database.')).max(mostParts).prefault([]),
  },
  'An interview: questions whose choices make a design, and what is said of it.',
);

/** What stands under `interview:`, every field in order by itself. */
export type InterviewDocument = z.output<typeof interviewSchema>;
/** One question of it. */
export type QuestionDocument = InterviewDocument['questions'][number];

const fileSchema = mapping(
  {
    version: countField({ about: 'The version of this format.', example: documentVersion }, { least: documentVersion, most: documentVersion }),
    scenarios: z.record(z.string(), scenarioSchema)
      .meta({ description: 'Scenarios of the interview itself, by name.', propertyNames: { pattern: namePattern } }).optional(),
    interview: interviewSchema,
  },
  'An interview for quarrel: a prompt, questions, and the scenario that their choices change.',
);

/** The JSON Schema (draft 7) of an interview file, for editors. */
export function interviewJsonSchema(): object {
  return z.toJSONSchema(fileSchema, {
    target: 'draft-7',
    io: 'input',
    // Examples are dropped where a schema transforms; ours are examples of the input.
    override: ({ zodSchema, jsonSchema }) => {
      const examples = z.globalRegistry.get(zodSchema)?.['examples'];
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  });
}

function readGiven(raw: unknown): Reading<Value> {
  const value = typeof raw === 'string' || typeof raw === 'number' ? readQuantity(String(raw)) : null;
  if (value !== null) return { ok: true, value };
  return { ok: false, message: 'this is not a quantity', expected: 'a quantity: 500000000, 4KiB, 2.5, 10/s, 30%, 1h' };
}

function checkNames(value: unknown, ctx: z.core.$RefinementCtx): void {
  if (!Array.isArray(value)) return;
  const parts: readonly unknown[] = value;
  const names = parts.map((part) => (isMapping(part) ? part['name'] : null));
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string' || names.indexOf(name) === index) continue;
    report(ctx, [index, 'name'], `"${name}" is the name of an earlier one`, { expected: 'a name of its own' });
  }
}
