/** How a scenario writes replication with one leader: what is waited for, who takes over, and what fences. */
import * as z from 'zod';
import {
  always, countField, durationField, flagField, mapping, regionField, reportUnlessOne, wordField,
} from './field.js';

const mostRegions = 200;

const acknowledgeSchema = z.union([
  wordField(['asynchronous', 'synchronous', 'majority'], {
    about:
      'What a client’s answer waits for beside the leader: asynchronous for nobody, synchronous for ' +
      'every follower, majority for a majority of all members. Default: asynchronous.',
    example: 'majority',
  }, {
    'semi-synchronous': '{ semi-synchronous: {} }',
    any: '{ any: 1, of: [b, c] }',
    first: '{ first: 1, of: [b, c] }',
  }),
  mapping(
    {
      'semi-synchronous': mapping(
        {
          followers: countField(
            { about: 'How many chosen followers are waited for. Default: 1.', example: 1 },
            { least: 1, most: mostRegions },
          ).prefault(1),
          timeout: durationField(
            {
              about:
                'A follower that keeps a write waiting for longer is demoted; where none is left, ' +
                'writes are acknowledged without, and nobody is told. Default: 10s.',
              example: '10s',
            },
            { isPositive: true },
          ).prefault('10s'),
        },
        'So many chosen followers, for as long as they answer.',
      ).optional(),
      any: countField(
        { about: 'Any so many of the list: ANY 1 (b, c).', example: 1 },
        { least: 1, most: mostRegions },
      ).optional(),
      first: countField(
        { about: 'The first so many of the list that are heard from: FIRST 1 (b, c).', example: 1 },
        { least: 1, most: mostRegions },
      ).optional(),
      of: z.array(regionField('A region.')).min(1).max(mostRegions)
        .meta({ description: 'The list that any and first choose from.' }).optional(),
    },
    'Whose copies a client’s answer waits for: semi-synchronous, or any or first of a list.',
  ).superRefine((value, ctx) => {
    reportUnlessOne(value, ['semi-synchronous', 'any', 'first'], ctx);
  }, always),
]).meta({ description: 'Whose copies a client’s answer waits for. Default: asynchronous.' });

const approval = (whom: string) =>
  durationField({ about: `How long it takes a person to agree to what ${whom}. Default: nobody is asked.`, example: '30s' })
    .prefault(0);

const failoverSchema = z.union([
  wordField(['none', 'majority', 'observer'], {
    about:
      'Who makes another region the leader: none nobody, majority a majority of the regions, observer ' +
      'one that is no member and asks nobody. Default: majority.',
    example: 'majority',
  }),
  mapping(
    {
      majority: mapping({ approval: approval('a majority wants') }, 'By a majority, with a person’s consent.').optional(),
      observer: mapping(
        {
          approval: approval('the observer wants'),
          beside: regionField('The region beside which it stands. Default: the first leader’s.').optional(),
          latency: durationField({
            about: 'One way to that region; to all others it takes that region’s links. Default: 500us.',
            example: '1ms',
          }).optional(),
          check: wordField(['machine', 'query'], {
            about:
              'How it asks a region how it is: machine is answered at once by whoever is up; query waits for a ' +
              'worker as clients’ reads do, and has failed when that takes longer than the timeout of ' +
              'detection. Default: machine.',
            example: 'query',
          }).optional(),
        },
        'By an observer, with a person’s consent or in a place of its own.',
      ).optional(),
    },
    'Who makes another region the leader, and how.',
  ).superRefine((value, ctx) => {
    reportUnlessOne(value, ['majority', 'observer'], ctx);
  }, always),
]).meta({ description: 'Who makes another region the leader. Default: majority.' });

const fencingSchema = z.union([
  wordField(['none', 'term'], {
    about:
      'What keeps an old leader from going on beside a new one: none nothing, term that followers ' +
      'refuse its lower term. Default: term.',
    example: 'none',
  }, { lease: '{ lease: {} }', stonith: '{ stonith: {} }' }),
  mapping(
    {
      lease: mapping(
        {
          length: durationField(
            { about: 'How long those who could replace it promise not to. Default: 5s.', example: '5s' },
            { isPositive: true },
          ).prefault('5s'),
          margin: durationField({
            about: 'How much longer they wait themselves, by their clocks. Default: 0us.', example: '100ms',
          }).prefault(0),
          measure: wordField(['elapsed', 'timestamp'], {
            about:
              'elapsed: each measures a span by its own clock. timestamp: all compare with one end in ' +
              'time. Default: elapsed.',
            example: 'timestamp',
          }).prefault('elapsed'),
        },
        'A leader takes writes only under a lease.',
      ).optional(),
      stonith: mapping(
        {
          delay: durationField({ about: 'How long it takes to switch a machine off. Default: 1s.', example: '1s' })
            .prefault('1s'),
          'restart-after': durationField(
            { about: 'When it is switched on again. Default: never.', example: '30s' },
            { isPositive: true },
          ).optional(),
        },
        'Whoever could still lead is switched off before a new leader begins.',
      ).optional(),
    },
    'What keeps an old leader from going on beside a new one.',
  ).superRefine((value, ctx) => {
    reportUnlessOne(value, ['lease', 'stonith'], ctx);
  }, always),
]).meta({ description: 'What keeps an old leader from going on beside a new one. Default: term.' });

const rejoinSchema = z.union([
  wordField(['rewind', 'refuse'], {
    about:
      'What a region does whose log has what the leader’s has not: rewind throws that away, refuse ' +
      'waits for a person. Default: rewind.',
    example: 'refuse',
  }),
  mapping(
    {
      refuse: mapping(
        {
          'copy-after': durationField(
            { about: 'When a person has the leader’s log copied to it.', example: '1m' },
            { isPositive: true },
          ),
        },
        'It waits for a person, who comes after a while.',
      ),
    },
    'It waits for a person.',
  ),
]).meta({ description: 'What a region does whose log departs from the leader’s. Default: rewind.' });

const redirectSchema = z.union([
  wordField(['immediate'], {
    about: 'How clients learn of a new leader: immediate at once. Default: immediate.', example: 'immediate',
  }, { cached: '{ cached: 30s }' }),
  mapping(
    {
      cached: durationField(
        { about: 'How long an address that was looked up stays in use.', example: '30s' },
        { isPositive: true },
      ),
      'follows-hints': flagField({
        about: 'Whoever is asked wrongly says who leads, and is believed. Default: false.', example: true,
      }).prefault(false),
    },
    'Clients keep the leader’s address for a while.',
  ),
]).meta({ description: 'How clients learn of a new leader. Default: immediate.' });

/** The keys of `replication` that count where one region leads. */
export const singleLeaderFields = {
  leader: regionField(
    'The region that leads first; with certification, that puts writes in order first. Default: the first one.',
  ).optional(),
  acknowledge: acknowledgeSchema.optional(),
  level: wordField(['received', 'flushed', 'applied'], {
    about:
      'What a follower has done with a write when it counts: received it in memory, flushed it to ' +
      'disk, or applied it, which it does after that. Default: flushed.',
    example: 'applied',
  }).optional(),
  flush: durationField({
    about: 'How long a follower takes to flush what it received. Default: 0us.', example: '1ms',
  }).optional(),
  detection: mapping(
    {
      heartbeat: durationField(
        { about: 'How often the leader is heard where it has nothing to say. Default: 200ms; with raft 100ms.', example: '100ms' },
        { isPositive: true },
      ).optional(),
      timeout: durationField(
        {
          about: 'For how long nothing may be heard before it is suspected; raft draws up to twice that. Default: 2s; with raft 500ms.',
          example: '10s',
        },
        { isPositive: true },
      ).optional(),
    },
    'How it is noticed that the leader is gone.',
  ).optional(),
  failover: failoverSchema.optional(),
  fencing: fencingSchema.optional(),
  rejoin: rejoinSchema.optional(),
  redirect: redirectSchema.optional(),
  reads: wordField(['leader', 'local', 'linearizable', 'synced'], {
    about:
      'Who answers reads: leader whoever is taken for it, local the client’s own region, linearizable ' +
      'the leader, once it is certain that nobody else led. With certification local or synced: the ' +
      'client’s own region, once it has applied all that was in the order before. Default: leader; ' +
      'with raft linearizable, with certification local.',
    example: 'local',
  }).optional(),
  'pre-vote': flagField({
    about: 'With raft, whoever would not win does not begin a term. Default: true.', example: false,
  }).optional(),
  'check-quorum': flagField({
    about: 'With raft, a leader that hears from no majority steps down. Default: true.', example: false,
  }).optional(),
};
