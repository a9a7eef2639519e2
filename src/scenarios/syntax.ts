/** The YAML parser's complaints in plain words, each with what to write instead. */
import type { YAMLError } from 'yaml';
import type { Issue } from './issue.js';

/** Turns one complaint into an issue. */
export function explainSyntax(
  error: YAMLError,
  text: string,
  place: { readonly line: number; readonly column: number },
): Issue {
  const line = lineAround(text, error.pos[0]);
  const found = line.slice(0, 60) || 'the end of the file';
  return { ...place, path: '', found, ...explanationOf(error, line) };
}

/** An issue about the document as a whole. */
export function limitIssue(
  place: { readonly line: number; readonly column: number },
  found: string,
  message: string,
  expected: string,
): Issue {
  return { ...place, path: '', found, message, expected };
}

interface Explanation {
  readonly message: string;
  readonly expected: string;
  readonly suggestion?: string;
}

function explanationOf(error: YAMLError, line: string): Explanation {
  const comparison = /:\s*([<>]=?\s*[^\s"'#]+)\s*$/.exec(line)?.[1];
  if (comparison !== undefined) {
    return {
      message: 'a value that begins with > needs quotes',
      expected: 'quotes around comparisons',
      suggestion: `did you mean "${comparison}", in quotes?`,
    };
  }
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { message: 'a tab indents this line', expected: 'spaces; YAML allows no tabs here' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'this line has two ": "',
        expected: 'one "key: value" a line, or { } around a mapping, or quotes around a text',
      };
    case 'MISSING_CHAR':
      return { message: lowerFirst(error.message), expected: 'the closing character' };
    case 'BAD_INDENT':
      return { message: lowerFirst(error.message), expected: 'the same indent as its siblings' };
    case 'BAD_ALIAS':
      return { message: lowerFirst(error.message), expected: 'an anchor (&name) before it' };
    case 'TAG_RESOLVE_FAILED':
      return { message: lowerFirst(error.message), expected: 'a value without a tag' };
    case 'DUPLICATE_KEY':
    case 'MULTIPLE_DOCS':
    case 'ALIAS_PROPS':
    case 'BAD_COLLECTION_TYPE':
    case 'BAD_DIRECTIVE':
    case 'BAD_DQ_ESCAPE':
    case 'BAD_PROP_ORDER':
    case 'BAD_SCALAR_START':
    case 'BLOCK_IN_FLOW':
    case 'IMPOSSIBLE':
    case 'KEY_OVER_1024_CHARS':
    case 'MULTILINE_IMPLICIT_KEY':
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
    case 'NON_STRING_KEY':
    case 'RESOURCE_EXHAUSTION':
    case 'UNEXPECTED_TOKEN':
    default:
      return { message: lowerFirst(error.message.split('\n')[0] ?? ''), expected: 'valid YAML' };
  }
}

/** The line at an offset, or as much of a long one as a message can use. */
function lineAround(text: string, offset: number): string {
  const near = text.slice(Math.max(0, offset - reach), offset);
  const before = near.slice(near.lastIndexOf('\n') + 1);
  const [after = ''] = text.slice(offset, offset + reach).split('\n');
  return `${before}${after}`.trim();
}

const reach = 200;

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
