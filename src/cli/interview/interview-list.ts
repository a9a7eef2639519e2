/** The list of interviews. */
import { formatVersion, toJsonDocument } from '../report/json.js';
import { labelled } from '../report/layout.js';
import { listInterviews } from './interview-book.js';

/** Lines for a terminal of 80 columns. */
export function renderInterviewList(): string {
  const all = listInterviews();
  const columns = Math.max(0, ...all.map(({ name }) => name.length)) + 6;
  return [
    ...all.flatMap(({ order, name, title, about }) => labelled(`${String(order).padStart(2)}  ${name}`, `${title}. ${about}`, columns)),
    '',
    'Hold one: quarrel interview <name>',
    'Hold the production checklist against a scenario: quarrel interview --checklist <scenario>',
    '',
  ].join('\n');
}

/** The document that `schema/interview.schema.json` describes. */
export function renderInterviewListJson(): string {
  return toJsonDocument({
    formatVersion,
    interviews: listInterviews().map(({ name, order, title, about }) => ({ name, number: order, title, about })),
  });
}
