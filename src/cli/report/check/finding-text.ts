/** What a resolver's functions did that they may not, whatever they compute. */
import type { ConductKind } from '../../../sim/base/resolver-fault.js';
import { printable } from '../../printable.js';
import type { TextStyle } from '../text.js';
import { aidLines } from './aid-text.js';
import { entry, paragraph } from './card-lines.js';
import { propertyRules } from './property-words.js';
import { placeOfFinding, type ShownCheck, type Violation } from './shown-check.js';
import { sourceLines } from './source-text.js';

/** Every misdeed that breaks one property. */
export function findingLines(violation: Violation, shown: ShownCheck, { paint }: TextStyle): readonly string[] {
  const { property, findings } = violation;
  return [
    paint.bold(`Refuted: ${property}`),
    ...paragraph(propertyRules[property], 2),
    ...findings.flatMap((finding) => [
      ...entry(`${finding.call}:`, printable(finding.message), layout),
      ...entry('input:', printable(finding.input), layout),
      ...sourceLines('at', placeOfFinding(finding, shown.sources)),
      ...paragraph(findingMeaning(finding.kind), 2),
    ]),
    ...aidLines([property], shown),
  ];
}

const layout = { indent: 2, width: 10 };

/** What it means in a system. */
export function findingMeaning(kind: ConductKind): string {
  return findingMeanings[kind];
}

const findingMeanings: Readonly<Record<ConductKind, string>> = {
  threw: 'A replica that cannot merge a message keeps what it has: it falls behind the others for good, or stops.',
  'never-returned': 'A replica that never comes back from a merge serves nobody any more.',
  'exhausted-memory': 'A replica that takes all memory for a merge dies of it, and again as soon as it tries once more.',
  'ended-process': 'A merge that ends the process takes the replica down, and again as soon as it tries once more.',
  'changed-arguments':
    'What is handed in belongs to the replica, or to a message still to be sent: whoever reads it next finds something else.',
  'changed-globals': 'What all code of a replica shares is not the same any more, for its other code and for the next merge.',
  'unusable-result': 'What comes out can neither be stored nor be sent to another replica.',
  'not-repeatable':
    'Two replicas that merge the same two states will hold different values, for nothing that anybody could see.',
  'read-clock': 'Replicas merge the same states at different times, and so come to different values.',
  'used-chance': 'Each replica draws its own numbers, and so comes to its own values.',
  'read-locale': 'Replicas run on machines with other languages and time zones, and so come to different values.',
};
