/** How the engine and its scenario are put into a page: as one script. */
import type { PageSubject } from './controls.js';

/** The global under which the script finds what it was given, see `embedded.ts`. */
const givenName = 'quarrelPage';

/** What a page's program is given. */
export interface GivenPage {
  readonly subject: PageSubject;
  /** The worker's JavaScript, deflated (zlib), in base64. */
  readonly worker: string;
}

/** The programs of a page. */
export interface PagePrograms {
  /** What runs in the page: JavaScript. */
  readonly page: string;
  /** What runs in its worker, as in {@link GivenPage}. */
  readonly worker: string;
}

/** One script for the end of a page's body. */
export function joinPrograms(subject: PageSubject, { page, worker }: PagePrograms): string {
  const given: GivenPage = { subject, worker };
  return `globalThis.${givenName}=${escapeJson(given)};\n${page}`;
}

/** Nothing in it can end the element that it stands in, or turn the direction of text round. */
function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
