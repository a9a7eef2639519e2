/** How a scenario writes where reads go, what sessions carry with them, and where they are. */
import * as z from 'zod';
import {
  always, countField, durationField, isMapping, mapping, report, reportUnlessOne, shareField,
  textField, wordField,
} from './field.js';

/** Most sessions of a group. */
const maxSessions = 1_000_000;

const places = ['leader', 'follower', 'nearest', 'sticky', 'any'] as const;
const aboutPlaces =
  'leader: the one of the region. follower: a follower there. nearest: the leader there or any of ' +
  'its followers. sticky: one replica a session, where that is at home. any: any replica of the system.';

function otherwiseField(usual: (typeof places)[number], when: string) {
  return wordField(places, { about: `Where reads go ${when}. Default: ${usual}.`, example: 'nearest' })
    .prefault(usual);
}

/** How the mappings are written beside the words, for messages. */
const tokenForms = {
  'leader-for': '{ leader-for: 30s }',
  token: '{ token: {} }',
  causal: '{ causal: {} }',
};

const waitField = durationField({
  about:
    'How long a replica that is behind may let a request wait before it goes on to the source, the ' +
    'leader that wrote what is missing. Default: 50ms.',
  example: '50ms',
}).prefault('50ms');

/** `workload.reads`, and that of a group of clients. */
export const readsSchema = z
  .union([
    wordField(places, { about: aboutPlaces, example: 'nearest' }, tokenForms),
    mapping(
      {
        'leader-for': durationField(
          {
            about: 'So long after its own write was answered a session reads at the leader that took it.',
            example: '30s',
          },
          { isPositive: true },
        ).optional(),
        otherwise: wordField(places, { about: 'With leader-for: where other reads go. Default: nearest.', example: 'nearest' })
          .optional(),
        token: mapping(
          {
            wait: waitField,
            from: wordField(['writes', 'reads-too'], {
              about:
                'What goes into the token: writes what the session wrote, reads-too what it read as ' +
                'well. Default: writes.',
              example: 'writes',
            }).prefault('writes'),
            otherwise: otherwiseField('any', 'at first'),
          },
          'Sessions carry how far in each leader’s log a replica has to be that serves their reads.',
        ).optional(),
        causal: mapping(
          { wait: waitField, otherwise: otherwiseField('any', 'at first') },
          'A token from writes and reads, which the session’s writes have to find as well.',
        ).optional(),
      },
      'leader-for, token or causal.',
    ).superRefine((value, ctx) => {
      reportUnlessOne(value, ['leader-for', 'token', 'causal'], ctx);
      if (!isMapping(value) || !('otherwise' in value) || 'leader-for' in value) return;
      const expected = 'otherwise within token or causal';
      report(ctx, ['otherwise'], 'this stands beside leader-for alone', { expected, isKey: true });
    }, always),
  ])
  .meta({ description: `Where reads go. ${aboutPlaces} Default: leader.` });

const roamSchema = z
  .union([
    shareField({ about: 'Share of the requests that are sent from another region.', example: '10%' }),
    mapping(
      {
        every: durationField(
          { about: 'How long a session stays before it is somewhere else.', example: '5s' },
          { isPositive: true },
        ),
      },
      'Sessions that travel: each is in a region drawn from all, for a while.',
    ),
  ])
  .meta({ description: 'Where sessions are. Default: they stay in the region of their group.' });

/** The keys of a client group that tell its members apart. */
export const sessionFields = {
  reads: readsSchema.optional(),
  sessions: countField(
    {
      about:
        'Each request belongs to one of so many sessions. A session has one request open at a time; ' +
        'what it is to ask meanwhile waits at the client. Default: the group is one client, and never waits.',
      example: 1000,
    },
    { least: 1, most: maxSessions },
  ).optional(),
  roam: roamSchema.optional(),
};

/** The key of a scripted read that names a replica. */
export const fromField = textField(
  { about: 'Of a read: the replica that is asked, such as us-east or its follower us-east/1.', example: 'us-east/1' },
  80,
).optional();

/** A checked routing. */
export type ReadsDocument = z.output<typeof readsSchema>;
