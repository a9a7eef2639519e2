/** What can be wrong with a resolver that a user wrote, by name. */

/** The functions of resolvers. */
export type ResolverCall = 'resolve' | 'apply' | 'merge' | 'equals' | 'read' | 'valid' | 'includes';

/** What a resolver can do wrong. */
export type FindingKind =
  /** It threw. */
  | 'threw'
  /** It was stopped after a while, and is not called again. */
  | 'never-returned'
  /** It changed what it was given. */
  | 'changed-arguments'
  /** It returned what is no plain data, or not what its contract says. */
  | 'unusable-result'
  /** Called twice alike, it returned different things. */
  | 'not-repeatable'
  /** It asked what time it is. */
  | 'read-clock'
  /** It asked for a random number. */
  | 'used-chance'
  /** It asked for the machine's language or time zone. */
  | 'read-locale';

/** What a check of a resolver, which runs it in a process of its own, can see beside. */
export type ConductKind =
  | FindingKind
  /** It took more memory than it may have. */
  | 'exhausted-memory'
  /** It ended the process that called it, or crashed it. */
  | 'ended-process'
  /** It changed what all code shares: a built-in object or function, or a global name. */
  | 'changed-globals';
