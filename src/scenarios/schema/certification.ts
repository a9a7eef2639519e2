/** How a scenario writes certification: who orders first, what reads wait for, and what a minority does. */
import { countField, durationField, mapping, regionField, wordField } from './field.js';

const mostEntries = 1_000_000;

/** The keys of `replication` that count under `strategy: certification`. */
export const certificationFields = {
  leader: regionField('The region that is the first to put writes in order. Default: the first region.').optional(),
  detection: mapping(
    {
      heartbeat: durationField(
        { about: 'How often a leader says that it is there. Default: 100ms.', example: '50ms' },
        { isPositive: true },
      ).prefault('100ms'),
      timeout: durationField(
        { about: 'Whoever hears nothing for so long holds an election. Default: 500ms.', example: '1s' },
        { isPositive: true },
      ).prefault('500ms'),
    },
    'When a leader is suspected.',
  ).optional(),
  reads: wordField(['local', 'synced'], {
    about:
      'What a read waits for: local nothing, synced until its region has applied all that was in the ' +
      'order before it. Default: local.',
    example: 'synced',
  }).optional(),
  minority: wordField(['refuse', 'block'], {
    about:
      'What a region that hears from no majority does about new writes: refuse them, or block until ' +
      'it hears from one again. Default: refuse.',
    example: 'block',
  }).optional(),
  'flow-control': mapping(
    {
      limit: countField(
        { about: 'A region with more certified writes than this to apply stops the others. Default: 16.', example: 100 },
        { least: 1, most: mostEntries },
      ).prefault(16),
      'resume-at': countField(
        { about: 'With so many it lets them go on. Default: the limit.', example: 50 },
        { least: 0, most: mostEntries },
      ).optional(),
    },
    'Nobody sends writes while a region has too many to apply. Default: nobody waits.',
  ).optional(),
  'collect-every': countField(
    {
      about:
        'After how many entries of the order a region says what it has applied, so that all can forget ' +
        'who wrote what before. Default: 128.',
      example: 1000,
    },
    { least: 1, most: mostEntries },
  ).optional(),
};
