/** Stopping with Ctrl-Z and coming back, as shells do with jobs. */
import process from 'node:process';

/** What is done around a stop. */
export interface SuspensionOptions {
  /** Gives the terminal to the shell. */
  readonly leave: () => void;
  /** Takes it again. */
  readonly enter: () => void;
}

/** Stops the job on request, and takes the terminal again whenever the job is continued. */
export interface Suspension {
  readonly suspend: () => void;
  readonly close: () => void;
}

/** Listens for stop and continue. */
export function openSuspension({ leave, enter }: SuspensionOptions): Suspension {
  const suspend = () => {
    leave();
    // Without our listener the signal stops the whole job, as it does every other program.
    process.off('SIGTSTP', suspend);
    process.kill(0, 'SIGTSTP');
    // Reached at once where nobody could continue us: then there is no stop.
    setImmediate(() => {
      process.on('SIGTSTP', suspend);
      enter();
    });
  };
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', enter);
  return {
    suspend,
    close: () => {
      process.off('SIGTSTP', suspend);
      process.off('SIGCONT', enter);
    },
  };
}
