/** The scenario document: types, checks and JSON Schema from one source. */
import * as z from 'zod';
import { clockSchema } from './schema/clock.js';
import { compareSchema } from './schema/compare.js';
import { counterexampleSchema } from './schema/counterexample.js';
import { conflictsSchema } from './schema/conflicts.js';
import { faultsSchema } from './schema/fault.js';
import { nemesisSchema } from './schema/nemesis.js';
import { expectSchema } from './schema/expectation.js';
import {
  always, countField, durationField, isMapping, isName, leaf, mapping, maxNameLength, namePattern,
  readText, report, textField, toName,
} from './schema/field.js';
import { linksSchema, topologySchema } from './schema/network.js';
import { clientLatencySchema, nodeSchema, regionSchema } from './schema/region.js';
import { originFields } from './schema/origin.js';
import { replicationSchema } from './schema/replication.js';
import { workloadSchema } from './schema/workload.js';
import type { Reading } from './units.js';

/** The only version of the document so far. */
export const documentVersion = 1;
/** Most regions of a scenario. */
const maxRegions = 200;
/** Most scenarios of a document. */
export const maxScenarios = 1000;

/** One scenario. */
export const scenarioSchema = mapping(
  {
    title: textField(
      { about: 'One line for lists. Default: the name.', example: 'Two regions lose sight' },
      120,
    ).optional(),
    about: textField(
      { about: 'What happens and what to notice.', example: 'Both leaders keep accepting.' },
      5000,
    ).prefault(''),
    ...originFields,
    seed: leaf(
      readSeed,
      { about: 'Any text; every random stream comes from it. Default: 1.', example: '42' },
      { type: ['string', 'integer'] },
    ).prefault('1'),
    duration: durationField(
      { about: 'How long clients work. Default: 10s.', example: '30s' },
      { isPositive: true },
    ).prefault('10s'),
    settle: durationField({
      about: 'How long the system may take to come to rest afterwards. Default: 60s.',
      example: '60s',
    }).prefault('60s'),
    'client-latency': clientLatencySchema.prefault('500us'),
    node: nodeSchema.prefault({}),
    clock: clockSchema.prefault({}),
    regions: z
      .record(z.string(), regionSchema)
      .superRefine(checkRegionNames, always)
      .meta({
        description: 'The regions by name, each with one leader; their order breaks ties.',
        propertyNames: { pattern: namePattern, maxLength: maxNameLength },
        minProperties: 1,
        maxProperties: maxRegions,
      }),
    topology: topologySchema.prefault('mesh'),
    links: linksSchema.prefault({}),
    replication: replicationSchema.prefault({}),
    conflicts: conflictsSchema.prefault({}),
    workload: workloadSchema.prefault({}),
    faults: faultsSchema.prefault([]),
    nemesis: nemesisSchema.optional(),
    expect: expectSchema.prefault({}),
    compare: compareSchema.prefault({}),
  },
  'A simulation: regions, links, workload, faults and what must come out.',
).meta({ id: 'scenario' });

/** A scenario whose every field is in order by itself. */
export type ScenarioDocument = z.output<typeof scenarioSchema>;

/** The JSON Schema (draft 7) of the document, for editors. */
export function scenarioJsonSchema(): object {
  return z.toJSONSchema(rootSchema, {
    target: 'draft-7',
    io: 'input',
    // Examples are dropped where a schema transforms; ours are examples of the input.
    override: ({ zodSchema, jsonSchema }) => {
      const examples = z.globalRegistry.get(zodSchema)?.['examples'];
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  });
}

const rootSchema = mapping(
  {
    version: countField(
      { about: 'The version of this format.', example: documentVersion },
      { least: documentVersion, most: documentVersion },
    ),
    scenarios: z
      .record(z.string(), scenarioSchema)
      .meta({
        description: 'The scenarios by name.',
        propertyNames: { pattern: namePattern, maxLength: maxNameLength },
        minProperties: 1,
        maxProperties: maxScenarios,
      }),
    counterexample: counterexampleSchema.optional(),
    lesson: z.unknown().optional().meta({ description: 'A lesson whose scenarios these are: see the schema of lessons.' }),
    interview: z.unknown().optional().meta({ description: 'An interview whose scenarios these are: see the schema of interviews.' }),
  },
  'Scenarios for quarrel. Durations 250us 10ms 3s 30m 2h 10d; sizes 1KiB 1MB 64GiB; ' +
    'rates 50k/s; bandwidths 1Gbps; shares 0.02 or 2%.',
);

/** The keys at the top of a document. */
export const rootKeys: readonly string[] = Object.keys(rootSchema.shape);

function readSeed(raw: unknown): Reading<string> {
  const expected = 'a text of 1 to 200 characters; numbers of more than 15 digits in quotes';
  const isExact = typeof raw === 'string' || Number.isSafeInteger(raw);
  const reading = readText(raw, 200);
  if (!isExact || !reading.ok || reading.value === '') {
    return { ok: false, message: 'this is not a seed', expected };
  }
  return reading;
}

function checkRegionNames(value: unknown, ctx: z.core.$RefinementCtx): void {
  if (!isMapping(value)) return;
  const names = Object.keys(value);
  if (names.length === 0 || names.length > maxRegions) {
    const message = `there are ${names.length === 0 ? 'no' : 'too many'} regions`;
    report(ctx, [], message, { expected: `1 to ${String(maxRegions)} regions` });
  }
  for (const name of names) {
    if (isName(name) && name !== 'all') continue;
    const proposal = toName(name);
    report(ctx, [name], `"${name}" cannot be the name of a region`, {
      expected: nameRule,
      ...(proposal === null || proposal === name
        ? {}
        : { suggestion: `did you mean "${proposal}"?` }),
      isKey: true,
    });
  }
}

/** What names look like, in words. */
export const nameRule =
  `lower-case words joined by hyphens, a letter first, at most ${String(maxNameLength)} ` +
  'characters, not "all"';
