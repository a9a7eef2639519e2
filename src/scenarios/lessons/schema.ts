/** How a lesson is written: types, checks and JSON Schema from one source. */
import * as z from 'zod';
import { scenarioSchema, documentVersion } from '../schema.js';
import { always, countField, isMapping, isName, leaf, mapping, namePattern, report, reportUnlessOne, shareField, textField, wordField } from '../schema/field.js';
import type { FieldText } from '../schema/field.js';
import { readExpression } from './expression.js';
import { subjects } from './lesson.js';
import { readProse } from './prose.js';

/** Steps of a lesson. */
export const stepBounds = { least: 1, most: 20 } as const;

/** A text. */
export function proseField(about: string, example: string) {
  return leaf(readProse, { about, example }, { type: 'string' });
}

/** An expression. */
export function expressionField(about: string, example: string) {
  return leaf(readExpression, { about, example }, { type: ['string', 'number', 'boolean'] });
}

/** A name, such as of a step. */
export function nameField(text: FieldText) {
  return leaf(
    (raw) => typeof raw === 'string' && isName(raw) && raw !== 'this'
      ? { ok: true, value: raw }
      : { ok: false, message: 'this is not a name', expected: 'lower-case words joined by hyphens, a letter first; not "this"' },
    text,
    { type: 'string', pattern: namePattern },
  );
}

const runFields = {
  scenario: nameField({
    about: 'A scenario of this file or of the catalogue. Default: that of the step.', example: 'split-brain',
  }).optional(),
  set: z.record(z.string(), z.unknown()).meta({
    description: 'What is changed about the scenario, by path.', examples: [{ 'conflicts.resolve': 'siblings' }],
  }).prefault({}),
};

const choiceSchema = mapping(
  {
    text: proseField('What can be chosen.', 'Both, side by side'),
    when: expressionField('What makes it the right choice.', 'lost-writes > 0'),
    because: proseField('What is told whoever chose it and was wrong.', 'The link was down by then.').optional(),
  },
  'One answer that can be chosen.',
);

const questionSchema = mapping(
  {
    ask: proseField('The question.', 'What does every replica hold in the end?'),
    choices: z.array(choiceSchema).min(2).max(9).meta({ description: 'Answers; exactly one is right in the run.' }).optional(),
    number: expressionField('The number that is asked for.', 'lost-writes').optional(),
    within: shareField({ about: 'How far off a number may be. Default: 0.', example: '10%' }).prefault(0),
    order: z.array(mapping(
      {
        text: proseField('What is put in an order.', 'One leader'),
        by: expressionField('What it is ordered by.', 'write-latency.p99@one-leader'),
      },
      'One of what is put in an order.',
    )).min(2).max(9).meta({ description: 'What is to be put in an order.' }).optional(),
    first: wordField(['least', 'most'], { about: 'What comes first in an order. Default: least.', example: 'most' }).prefault('least'),
  },
  'What is to be predicted: choices, number or order.',
).superRefine((value, ctx) => { reportUnlessOne(value, ['choices', 'number', 'order'], ctx); }, always);

const stepSchema = mapping(
  {
    name: nameField({ about: 'What answers and progress call it.', example: 'who-wins' }),
    title: textField({ about: 'One line.', example: 'Two writes, one value' }, 80),
    text: proseField('What is told before the question.', 'Two shoppers edit the same cart.'),
    ...runFields,
    scenario: nameField({ about: 'A scenario of this file or of the catalogue.', example: 'split-brain' }),
    beside: z.record(z.string(), mapping(runFields, 'A run that texts and questions ask by name.'))
      .meta({ description: 'Other runs: figures of them are written lost-writes@name.', propertyNames: { pattern: namePattern } })
      .prefault({}),
    question: questionSchema,
    hint: proseField('What helps without giving it away.', 'Whose clock is behind?').optional(),
    show: mapping(
      {
        key: textField({ about: 'The key whose writes are drawn when the answer is out.', example: 'x' }, 200).optional(),
        figures: z.array(expressionField('A figure to list.', 'lost-writes')).max(8).prefault([]),
      },
      'What is shown of the run when the answer is out.',
    ).prefault({}),
    why: proseField('Why it is so.', 'Last-write-wins keeps the larger timestamp and drops {lost-writes}.'),
    variations: z.array(mapping(
      {
        name: nameField({ about: 'What it is called.', example: 'siblings' }),
        title: proseField('What is changed.', 'Keep both'),
        ...runFields,
        tells: proseField('What comes of it.', '{lost-writes} lost instead of {lost-writes@this}.'),
      },
      'The same seed with something else changed.',
    )).min(1).max(5),
    say: proseField('A sentence to say in the interview.', 'Last-write-wins loses acknowledged writes.'),
    'follow-up': mapping(
      {
        ask: proseField('What they may ask next.', 'How would you notice?'),
        answer: proseField('What to answer.', 'Count the conflicts that the rule decides.'),
      },
      'What an interviewer may ask next.',
    ),
  },
  'One step.',
);

/** What texts may cite. */
export const sourcesSchema = z.record(z.string(), mapping(
  {
    title: textField({ about: 'Author, title, year, section.', example: 'DeCandia et al.: Dynamo, SOSP 2007, section 4.4' }, 300),
    url: textField({ about: 'Where it can be read.', example: 'https://example.org/paper' }, 300).optional(),
  },
  'Where a claim stands.',
)).meta({ description: 'What [^name] in a text refers to.', propertyNames: { pattern: namePattern } }).prefault({});

/** What stands under `lesson:`. */
export const lessonSchema = mapping(
  {
    title: textField({ about: 'One line for lists.', example: 'Last write wins, and who loses' }, 80),
    about: textField({ about: 'What it teaches, in a sentence or two.', example: 'Why clocks decide.' }, 500),
    subject: wordField(subjects, { about: 'Of the shipped lessons, which one it is.', example: 'resolution' }).optional(),
    sources: sourcesSchema,
    steps: z.array(stepSchema).min(stepBounds.least).max(stepBounds.most).superRefine(checkNames, always),
  },
  'A lesson: steps that each ask for a prediction, and the runs that answer it.',
);

/** What stands under `lesson:`, every field in order by itself. */
export type LessonDocument = z.output<typeof lessonSchema>;
/** One step of it. */
export type StepDocument = LessonDocument['steps'][number];

/** A whole file. */
export const lessonFileSchema = mapping(
  {
    version: countField({ about: 'The version of this format.', example: documentVersion }, { least: documentVersion, most: documentVersion }),
    scenarios: z.record(z.string(), scenarioSchema)
      .meta({ description: 'Scenarios of the lesson itself, by name.', propertyNames: { pattern: namePattern } }).optional(),
    lesson: lessonSchema,
  },
  'A lesson for quarrel: texts, questions, and the scenarios whose runs answer them.',
);

/** The JSON Schema (draft 7) of a lesson file, for editors. */
export function lessonJsonSchema(): object {
  return z.toJSONSchema(lessonFileSchema, {
    target: 'draft-7',
    io: 'input',
    // Examples are dropped where a schema transforms; ours are examples of the input.
    override: ({ zodSchema, jsonSchema }) => {
      const examples = z.globalRegistry.get(zodSchema)?.['examples'];
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  });
}

function checkNames(value: unknown, ctx: z.core.$RefinementCtx): void {
  if (!Array.isArray(value)) return;
  const steps: readonly unknown[] = value;
  const names = steps.map((step) => (isMapping(step) ? step['name'] : null));
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string' || names.indexOf(name) === index) continue;
    report(ctx, [index, 'name'], `"${name}" is the name of an earlier step`, { expected: 'a name of its own' });
  }
}
