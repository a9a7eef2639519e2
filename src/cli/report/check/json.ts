/** A check as a JSON document. */
import { formatVersion, toJsonDocument } from '../json.js';
import { placeOfViolation, type ShownCheck } from './shown-check.js';

/** The check, and to each violation its line of code, its replay token and its saved file. */
export function renderCheckJson({ check, file, sources, aids }: ShownCheck): string {
  const { properties, ...rest } = check;
  return toJsonDocument({
    formatVersion,
    file,
    ...rest,
    properties: properties.map((answer) => {
      if (answer.verdict !== 'violated') return answer;
      const { replay = null, saved = null } = aids.get(answer.property) ?? {};
      return { ...answer, source: placeOfViolation(answer, sources), replay, saved };
    }),
  });
}
