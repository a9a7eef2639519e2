/** Commit wait, as a coordinator asks for it. */

/** Keeps a write, once executed, from being committed before its stamp has passed. */
export interface CommitWait {
  /** The stamp of a write that is executed now. */
  stamp(region: number, nowUs: number): number;
  /** When the node's clock, as it runs now, says that a stamp has passed; now if it has. */
  passesAtUs(region: number, stamp: number, nowUs: number): number;
}
