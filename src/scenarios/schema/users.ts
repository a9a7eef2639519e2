/** How a scenario writes where users live, and that their writes go home. */
import { always, durationField, mapping, report, shareField, wordField } from './field.js';

/** The users that keys belong to. */
export const usersSchema = mapping(
  {
    homes: wordField(['by-id', 'geohash'], {
      about:
        'Which leader a user’s writes belong to: by-id by a hash of the user, geohash that of the ' +
        'region where they live. Default: by-id.',
      example: 'geohash',
    }).prefault('by-id'),
    local: shareField({
      about:
        'Share of the requests that come from the region where their user is; the rest come from ' +
        'anywhere. Default: 0%.',
      example: '95%',
    }).prefault(0),
    travel: mapping(
      {
        share: shareField({ about: 'Share of the users who are away at a time.', example: '5%' }),
        for: durationField(
          { about: 'How long a trip takes.', example: '10s' },
          { isPositive: true },
        ),
        rehome: durationField({
          about: 'So long after a departure or return the home follows. Default: it never does.',
          example: '500ms',
        }).optional(),
      },
      'Users who go to another region for a while, and write there. Default: nobody does.',
    ).superRefine((value, ctx) => {
      if (value.share !== 0) return;
      report(ctx, ['share'], 'nobody travels', { expected: 'above 0%, or no travel' });
    }, always).optional(),
  },
  'Whose the generated keys are: key k is what user k owns, one user in turn in each region.',
);

/** The key of a group whose writes go home. */
export const homeFields = {
  home: shareField({
    about:
      'Share of the writes that go to the leader of their user’s home; the rest strays. Reads, new ' +
      'rows and the script stay where they are. Default: all stay.',
    example: '99%',
  }).optional(),
};
