/** How a scenario writes what writers had seen, and who puts siblings together again. */
import { durationField, mapping, wordField } from './field.js';

/** `workload.context`, and that of a group of clients or of one scripted write. */
export const contextField = wordField(['held', 'read', 'none'], {
  about:
    'What a write knows of its key: held all that its leader knows, read what its client last ' +
    'read, wherever that was, none nothing at all.',
  example: 'read',
});

const merges = ['union', 'max', 'latest', 'earliest'] as const;

/** `conflicts.at-read`. */
export const atReadSchema = mapping(
  {
    merge: wordField(merges, {
      about:
        'What is written back: union all elements of the sets, max the greatest number, latest ' +
        'and earliest the value with the greatest and the least stamp.',
      example: 'union',
    }),
  },
  'A client whose read returns siblings writes back what it makes of them, knowing all it read.',
);

/** `conflicts.person`. */
export const personSchema = mapping(
  {
    after: durationField({
      about: 'How long after a leader first holds differing siblings a person decides.',
      example: '2h',
    }),
    spread: durationField({
      about: 'A decision takes up to so much more or less. Default: 0us.',
      example: '30m',
    }).prefault(0),
    chooses: wordField([...merges, 'own'], {
      about:
        'What is to remain: as at-read.merge, or own, the latest that this person’s own leader ' +
        'accepted. Default: latest.',
      example: 'latest',
    }).prefault('latest'),
  },
  'At each leader a person resolves siblings by a write, if they are still there.',
);
