/** A check as a JSON document. */
import { formatVersion, toJsonDocument } from '../json.js';
import { placeOfViolation, type ShownCheck } from './shown-check.js';

/** The check, and to each violation its line of code, its replay token and its saved file. */
export function renderCheckJson({ check, file, sources, aids }: ShownCheck): string {
  return toJsonDocument({
    formatVersion,
    file,
    ...check,
    properties: check.properties.map((answer) => {
      if (answer.verdict !== 'violated') return answer;
      const { replay = null, saved = null } = aids.get(answer.property) ?? {};
      return { ...answer, source: placeOfViolation(answer, sources), replay, saved };
    }),
  });
}
