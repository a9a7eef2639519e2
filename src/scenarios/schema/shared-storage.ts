/** How a scenario writes shared storage: the volume, who writes it, copies elsewhere, and who takes over when. */
import * as z from 'zod';
import { countField, durationField, isMapping, isName, leaf, mapping, regionField } from './field.js';
import { distributionSchema } from './latency.js';
import type { Reading } from '../units.js';

/** Most storage nodes of a zone. */
const mostNodes = 20;

/** Storage nodes by the name of their zone. */
export type ZonesDocument = Readonly<Record<string, number>>;

const volumeSchema = mapping(
  {
    zones: leaf(
      readZones,
      { about: 'How many storage nodes stand in each zone, by its name. Default: { a: 2, b: 2, c: 2 }.', example: { a: 2, b: 2, c: 2 } },
      { type: 'object', additionalProperties: { type: 'integer', minimum: 1, maximum: mostNodes }, minProperties: 1 },
    ).optional(),
    'write-quorum': countField(
      { about: 'A write is durable when so many storage nodes have it. Default: a majority.', example: 4 },
      { least: 1, most: 26 * mostNodes },
    ).optional(),
    'read-quorum': countField(
      {
        about: 'Whoever takes over asks so many how far they are. Default: as few as always meet a write quorum.',
        example: 3,
      },
      { least: 1, most: 26 * mostNodes },
    ).optional(),
    latency: distributionSchema.optional(),
    write: durationField({
      about: 'How long a storage node takes to make a record durable. Default: 300us.', example: '300us',
    }).prefault('300us'),
    gossip: durationField(
      { about: 'How often a storage node asks another for what it lacks. Default: 100ms.', example: '100ms' },
      { isPositive: true },
    ).prefault('100ms'),
  },
  'Storage nodes that keep the log of the database; one-way latency to them, and between them: default 300us.',
);

const takeoverSchema = mapping(
  {
    heartbeat: durationField(
      { about: 'How often the control plane looks whether the writer answers. Default: 1s.', example: '1s' },
      { isPositive: true },
    ).prefault('1s'),
    timeout: durationField(
      { about: 'A writer without an answer for so long is replaced by one of its readers. Default: 10s.', example: '5s' },
      { isPositive: true },
    ).prefault('10s'),
    elsewhere: durationField(
      {
        about:
          'So long without any instance of the writer’s volume, a copy elsewhere takes its place, and what had ' +
          'not reached that is lost. Default: never.',
        example: '30s',
      },
      { isPositive: true },
    ).optional(),
  },
  'When another instance becomes the writer.',
);

/** The keys of `replication` that count under `strategy: shared-storage`. */
export const sharedStorageFields = {
  writer: regionField('Who writes at the beginning. Default: the first region.').optional(),
  volume: volumeSchema.optional(),
  secondaries: z
    .array(regionField('A region.'))
    .min(1)
    .meta({
      description:
        'Regions that read a volume of their own, which is sent what is durable in the writer’s; they send ' +
        'their clients’ writes on. Default: none, all share one volume.',
      examples: [['eu-west']],
    })
    .optional(),
  'ship-every': durationField(
    { about: 'How often secondaries are sent what has become durable. Default: 100ms.', example: '500ms' },
    { isPositive: true },
  ).optional(),
  takeover: takeoverSchema.optional(),
};

function readZones(raw: unknown): Reading<ZonesDocument> {
  const expected = `storage nodes by zone, 1 to ${String(mostNodes)} each, such as { a: 2, b: 2, c: 2 }`;
  if (!isMapping(raw) || Object.keys(raw).length === 0) return { ok: false, message: 'these are no zones', expected };
  const zones: Record<string, number> = {};
  for (const [zone, nodes] of Object.entries(raw)) {
    if (!isName(zone) || zone === 'all') return { ok: false, message: `"${zone}" cannot be the name of a zone`, expected };
    if (typeof nodes !== 'number' || !Number.isInteger(nodes) || nodes < 1 || nodes > mostNodes) {
      return { ok: false, message: `zone ${zone} has no number of storage nodes`, expected };
    }
    zones[zone] = nodes;
  }
  return { ok: true, value: zones };
}
