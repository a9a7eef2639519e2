/** How a scenario writes leaderless replication: copies, quorums, hints and read repair. */
import type { Reading } from '../units.js';
import {
  durationField, flagField, isMapping, leaf, mapping, readWord, wordField,
} from './field.js';

/** Most copies of a key that anybody needs. */
const mostCopies = 200;
const levelWords = ['quorum', 'local-quorum', 'each-quorum', 'all'] as const;
const readWords = [...levelWords, 'serial'] as const;
type ReadWord = (typeof readWords)[number];

/** So many copies, or those that a word names. */
type Level<W extends ReadWord> = { readonly kind: 'count'; readonly count: number } | { readonly kind: W };

/** Copies of each key: of all regions so many, or so many in each datacenter by its name. */
export type CopiesDocument = number | Readonly<Record<string, number>>;

const consistency = <W extends ReadWord>(what: string, words: readonly W[], more = '') =>
  leaf(
    (raw) => readLevel(words, raw),
    {
      about:
        `How many copies have to answer a ${what}: a number, quorum a majority, local-quorum one in ` +
        `the coordinator’s datacenter, each-quorum one in each, all${more}. Default: quorum.`,
      example: 'local-quorum',
    },
    { anyOf: [{ type: 'integer', minimum: 1, maximum: mostCopies }, { type: 'string', enum: [...words] }] },
  ).optional();

const hintsSchema = mapping(
  {
    after: durationField(
      {
        about: 'A replica without an answer for so long is thought to be down. Default: 50ms.',
        example: '100ms',
      },
      { isPositive: true },
    ).prefault('50ms'),
    sloppy: flagField({
      about:
        'The next node in the key’s order keeps the hint and stands in for the replica in quorums, ' +
        'of reads too; otherwise the coordinator keeps it and it counts for nothing. Default: false.',
      example: true,
    }).prefault(false),
    every: durationField(
      { about: 'How often a node tries to hand over what it keeps. Default: 1s.', example: '10s' },
      { isPositive: true },
    ).prefault('1s'),
    keep: durationField(
      { about: 'What is older is thrown away. Default: nothing is.', example: '3h' },
      { isPositive: true },
    ).optional(),
  },
  'Hinted handoff: a write is kept for a replica that did not take it. Default: none.',
);

/** The keys of `replication` that count under `strategy: leaderless`. */
export const leaderlessFields = {
  copies: leaf(
    readCopies,
    {
      about:
        'How many regions keep a copy of each key, or how many in each datacenter by its name: 0 ' +
        'where its regions coordinate for others. ' +
        'Default: all.',
      example: 3,
    },
    {
      anyOf: [
        { type: 'integer', minimum: 1, maximum: mostCopies },
        { type: 'object', additionalProperties: { type: 'integer', minimum: 0, maximum: mostCopies } },
      ],
    },
  ).optional(),
  coordinator: wordField(['home', 'any'], {
    about:
      'Who coordinates a request: home the nearest region that keeps a copy of its key, any the ' +
      'client’s own region, which sends it on. Default: home.',
    example: 'any',
  }).optional(),
  write: consistency('write', levelWords),
  read: consistency(
    'read', readWords, '; serial agrees on reads as replication.transactions does on writes',
  ),
  timeout: durationField(
    {
      about: 'A request that too few copies have answered by then has failed. Default: 1s.',
      example: '500ms',
    },
    { isPositive: true },
  ).optional(),
  transactions: wordField(['serial', 'local-serial'], {
    about:
      'Who agrees on writes with if: serial a majority of all copies of the key, local-serial one of ' +
      'those in the coordinator’s datacenter, by Paxos. Default: there are no such writes.',
    example: 'serial',
  }).optional(),
  'read-repair': wordField(['background', 'blocking', 'none'], {
    about:
      'What a read does about stale copies: background sends them what they miss afterwards, ' +
      'blocking before it answers, none nothing. Default: background.',
    example: 'blocking',
  }).optional(),
  hints: hintsSchema.optional(),
};

function readLevel<W extends ReadWord>(words: readonly W[], raw: unknown): Reading<Level<W>> {
  const expected = `a whole number from 1 to ${String(mostCopies)}, or one of ${words.join(', ')}`;
  if (typeof raw === 'number') {
    if (isCount(raw)) return { ok: true, value: { kind: 'count', count: raw } };
    return { ok: false, message: 'this is no number of copies', expected };
  }
  const word = readWord(words, raw);
  return word.ok ? { ok: true, value: { kind: word.value } } : { ...word, expected };
}

function readCopies(raw: unknown): Reading<CopiesDocument> {
  const expected = 'a whole number such as 3, or one a datacenter, such as { us: 3, eu: 3 }';
  if (typeof raw === 'number' && isCount(raw)) return { ok: true, value: raw };
  if (!isMapping(raw)) return { ok: false, message: 'this is no number of copies', expected };
  const counts: Record<string, number> = {};
  for (const [datacenter, count] of Object.entries(raw)) {
    if (typeof count !== 'number' || (count !== 0 && !isCount(count))) {
      return { ok: false, message: `${datacenter} has no number of copies`, expected };
    }
    counts[datacenter] = count;
  }
  return { ok: true, value: counts };
}

function isCount(raw: number): boolean {
  return Number.isInteger(raw) && raw >= 1 && raw <= mostCopies;
}
