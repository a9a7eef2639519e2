/** What to say of code that asks for something that resolvers do not have. */

/** What a ReferenceError means, where it is about a name of the machine's; null for others. */
export function explainMissingName(message: string): string | null {
  const name = /^(\w+) is not defined$/.exec(message)?.[1];
  if (name === undefined || !machineNames.has(name)) return null;
  return `it asked for ${name}, which resolvers do not have: they see what they are given and nothing else`;
}

/** What programs find in Node.js or a browser, beside the language itself. */
const machineNames: ReadonlySet<string> = new Set([
  'process', 'require', 'module', 'exports', '__dirname', '__filename', 'global', 'Buffer', 'fetch',
  'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'queueMicrotask',
  'Intl', 'Atomics', 'SharedArrayBuffer', 'Worker', 'BroadcastChannel', 'MessageChannel', 'WebSocket',
  'EventTarget', 'AbortController', 'URL', 'URLSearchParams', 'XMLHttpRequest', 'Temporal',
  'window', 'self', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'indexedDB',
]);
