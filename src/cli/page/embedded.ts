/** What stands in a page for its program: the scenario, and the engine, packed. */
import type { GivenPage } from './embedding.js';

/** Set by what stands before this program in the page's script, see `givenName`. */
declare const quarrelPage: GivenPage | undefined;

/** What this page was given; null where it was given nothing. */
export function readGiven(): GivenPage | null {
  return typeof quarrelPage === 'undefined' ? null : quarrelPage;
}

/** The address of the engine's code once it is unpacked; null where this browser cannot. */
export async function unpackEngine({ worker }: GivenPage): Promise<string | null> {
  if (!('DecompressionStream' in window) || !('Worker' in window)) return null;
  const bytes = Uint8Array.from(atob(worker), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  const code = await new Response(stream).arrayBuffer();
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}
