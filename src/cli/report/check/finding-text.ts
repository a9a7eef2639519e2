/** What a resolver's functions did that they may not, whatever they compute. */
import { assertNever } from '../../../sim/base/assert.js';
import type { FindingKind } from '../../../sim/base/resolver-fault.js';
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
export function findingMeaning(kind: FindingKind): string {
  switch (kind) {
    case 'threw':
      return 'A replica that cannot merge a message keeps what it has: it falls behind the others for good, or stops.';
    case 'never-returned':
      return 'A replica that never comes back from a merge serves nobody any more.';
    case 'changed-arguments':
      return 'What is handed in belongs to the replica, or to a message still to be sent: whoever reads it next finds something else.';
    case 'unusable-result':
      return 'What comes out can neither be stored nor be sent to another replica.';
    case 'not-repeatable':
      return 'Two replicas that merge the same two states will hold different values, for nothing that anybody could see.';
    case 'read-clock':
      return 'Replicas merge the same states at different times, and so come to different values.';
    case 'used-chance':
      return 'Each replica draws its own numbers, and so comes to its own values.';
    case 'read-locale':
      return 'Replicas run on machines with other languages and time zones, and so come to different values.';
    default:
      return assertNever(kind);
  }
}
