/** What `quarrel verify` was asked to do. */

/** A request as the person wrote it; the words are not checked yet. */
export interface VerifyRequest {
  /** A path, or `-` for stdin. */
  readonly file: string;
  readonly models: readonly string[];
  /** JSON, or else text. */
  readonly initial: string | null;
  readonly failedCas: 'none' | 'mismatch';
  readonly maxAge: string | null;
  readonly maxVersions: number | null;
  /** Most states that a search may look at. */
  readonly states: number | null;
  readonly json: boolean;
  readonly ascii: boolean;
}
