/** The ink application: draws what the controller says, 30 times a second at most. */
import { Box, Transform, render, useInput } from 'ink';
import { memo, useCallback, useEffect, useState } from 'react';
import { namesOfKeys } from '../terminal/key-names.js';
import type { LiveController } from './live-controller.js';

/** What the application is mounted with. */
export interface LiveAppOptions {
  readonly controller: LiveController;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Told of everything that is thrown, whether by a key, the clock or a render. */
  readonly fail: (error: unknown) => void;
}

/** Mounts the application; the returned function takes it down. */
export function mountLiveApp({ controller, stdin, stdout, fail }: LiveAppOptions): () => void {
  const app = render(<LiveApp controller={controller} fail={fail} />, {
    stdin,
    stdout,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  app.waitUntilExit().catch(fail);
  return () => {
    app.unmount();
  };
}

interface LiveAppProps {
  readonly controller: LiveController;
  readonly fail: (error: unknown) => void;
}

const frameMs = 1000 / 30;

function LiveApp({ controller, fail }: LiveAppProps) {
  const [, setFrame] = useState(0);
  const press = useCallback<Parameters<typeof useInput>[0]>(
    (input, key) => {
      try {
        for (const name of namesOfKeys(input, key)) controller.press(name);
      } catch (error) {
        fail(error);
      }
    },
    [controller, fail],
  );
  useInput(press);
  useEffect(() => {
    const tick = () => {
      try {
        if (controller.tick()) setFrame((frame) => frame + 1);
      } catch (error) {
        fail(error);
      }
    };
    const timer = setInterval(tick, frameMs);
    return () => {
      clearInterval(timer);
    };
  }, [controller, fail]);
  return (
    <Box flexDirection="column">
      {controller.draw().map((row, index) => (
        <ScreenRow key={index} row={row} />
      ))}
    </Box>
  );
}

/**
 * One row of the screen. Its text reaches ink through a transformation of a constant blank: ink
 * remembers the measures of every text it ever laid out, and a view that runs for hours would
 * fill the memory with old rows.
 */
const ScreenRow = memo(function ScreenRow({ row }: { readonly row: string }) {
  const show = useCallback(() => row, [row]);
  return <Transform transform={show}> </Transform>;
});
