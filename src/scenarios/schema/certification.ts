/** How a scenario writes certification: what a minority does, and who waits for whom. */
import { countField, mapping, wordField } from './field.js';

const mostEntries = 1_000_000;

/** The keys of `replication` that count under `strategy: certification`, beside those of who leads. */
export const certificationFields = {
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
