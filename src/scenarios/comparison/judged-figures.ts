/** Which figures come from judging what clients saw, which costs several times the run itself. */

/** Whether a figure of this name is unknown in a run that judges no clients. */
export function needsJudges(name: string): boolean {
  return name === 'linearizable' || name.startsWith('violations.');
}
