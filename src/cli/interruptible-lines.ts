/** Reading lines from a person who may interrupt at any of them. */
import type { CommandIo, LineSource } from './command-io.js';
import type { InterruptWatch } from './interrupts.js';

/** Lines that end as soon as somebody asks to stop. */
export function untilInterrupted(source: LineSource, io: CommandIo, interrupts: InterruptWatch): LineSource {
  let stop: (line: null) => void = () => undefined;
  const stopped = new Promise<null>((resolve) => {
    stop = resolve;
  });
  const end = io.onInterrupt(() => {
    stop(null);
  });
  return {
    next: () => (interrupts.exitCode() === null ? Promise.race([source.next(), stopped]) : Promise.resolve(null)),
    close: () => {
      end();
      source.close();
    },
  };
}
