/** How a scenario writes who is connected to whom, and what the links are like. */
import * as z from 'zod';
import {
  always, bandwidthField, durationField, flagField, isMapping, leaf, mapping, readWord, regionField,
  report, reportUnlessOne, shareField, wordField,
} from './field.js';
import { latencySchema } from './latency.js';

/** The topologies that have a name. */
export const topologyNames = ['mesh', 'ring', 'two-way-ring', 'star'] as const;

/** Most links that a list may have. */
const maxLinks = 40_000;

const linkText = '^\\S+ <?-> \\S+$';

const forward = flagField({
  about: 'Leaders pass on what they received. Default: true, in a mesh false.',
  example: true,
});

const named = (about: string) => mapping({ forward: forward.optional() }, about);

/** A name, or a mapping that says more. */
export const topologySchema = z
  .union([
    leaf(
      (raw) => readWord(topologyNames, raw),
      { about: 'Who is connected to whom, by name.', example: 'ring' },
      { type: 'string', enum: [...topologyNames] },
    ),
    mapping(
      {
        mesh: named('Every leader to every other.').optional(),
        ring: named('Each leader to the next, in order of the regions.').optional(),
        'two-way-ring': named('Each leader to both neighbours.').optional(),
        star: mapping(
          {
            hub: regionField('The region in the middle. Default: the first one.').optional(),
            forward: forward.optional(),
          },
          'Every leader to and from the hub.',
        ).optional(),
        links: z
          .array(
            leaf(
              readLinkText,
              { about: 'One way, or both with <->.', example: 'us-east -> eu-west' },
              { type: 'string', pattern: linkText },
            ),
          )
          .max(maxLinks)
          .meta({ description: 'A list of links: a chain, a tree, anything.' })
          .optional(),
        forward: forward.optional(),
      },
      'A topology and its choices: exactly one of mesh, ring, two-way-ring, star and links.',
    ).superRefine((value, ctx) => {
      reportUnlessOne(value, [...topologyNames, 'links'], ctx);
      if (!isMapping(value) || !('forward' in value) || 'links' in value) return;
      report(ctx, ['forward'], 'forward stands inside the topology that it is about', {
        expected: 'for example "topology: { mesh: { forward: true } }"',
        isKey: true,
      });
    }, always),
  ])
  .meta({
    id: 'topology',
    description: 'Who is connected to whom. Default: mesh.',
    examples: ['mesh', 'ring'],
  });

/** A checked topology. */
export type TopologyDocument = z.output<typeof topologySchema>;

/** What links are like; an entry for one link replaces the default field by field. */
const linkSchema = mapping(
  {
    latency: latencySchema.optional(),
    jitter: shareField({
      about: 'Spreads a constant or by-place latency evenly up and down. Default: 0%.',
      example: '10%',
    }).optional(),
    bandwidth: bandwidthField({ about: 'Default: without limit.', example: '1Gbps' }).optional(),
    loss: shareField({
      about: 'Chance that a transmission is lost. Default: 0%.', example: '0.1%',
    }).optional(),
    duplicate: shareField({
      about: 'Chance that a datagram arrives twice. Default: 0%.', example: '1%',
    }).optional(),
    transport: wordField(['fifo', 'datagram'], {
      about:
        'fifo behaves as TCP: in order, and loss is delay. datagram loses, duplicates and ' +
        'reorders. Default: fifo.',
      example: 'fifo',
    }).optional(),
    retransmit: durationField(
      {
        about: 'What one lost transmission costs on a fifo link; doubles with each loss. ' +
          'Default: 200ms.',
        example: '200ms',
      },
      { isPositive: true },
    ).optional(),
  },
  'What a link is like.',
).superRefine((value, ctx) => {
  const loss: unknown = value.loss;
  const isDatagram = value.transport === 'datagram';
  if (loss === 1 && !isDatagram) {
    report(ctx, ['loss'], 'a fifo link that loses everything never delivers', {
      expected: 'below 100%; a partition cuts a link',
    });
  }
}, always);

/** One checked entry of `links`. */
export type LinkDocument = z.output<typeof linkSchema>;

/** `default`, and links by `a -> b` or `a <-> b`. */
export const linksSchema = z
  .record(z.string(), linkSchema)
  .meta({
    description:
      'What links are like: "default" for all of them, "a -> b" for one direction, ' +
      '"a <-> b" for both. Later entries replace earlier ones field by field.',
    propertyNames: { anyOf: [{ const: 'default' }, { pattern: linkText }] },
  });

/** Both ends of a link's text; null when it is none. */
export function splitLink(
  text: string,
): { readonly from: string; readonly to: string; readonly isTwoWay: boolean } | null {
  const parts = /^\s*(\S{1,200})\s+(<->|->)\s+(\S{1,200})\s*$/.exec(text);
  const [, from, arrow, to] = parts ?? [];
  if (from === undefined || to === undefined) return null;
  return { from, to, isTwoWay: arrow === '<->' };
}

/** Reads `a -> b` or `a <-> b`. */
export function readLinkText(raw: unknown) {
  if (typeof raw === 'string' && splitLink(raw) !== null) return { ok: true as const, value: raw };
  return {
    ok: false as const,
    message: 'this is not a link',
    expected: '"a -> b" for one direction or "a <-> b" for both',
  };
}
