/** The ink application: draws what the stack of screens says, 30 times a second at most. */
import { Box, Transform, render, useInput } from 'ink';
import { memo, useCallback, useEffect, useState } from 'react';
import { namesOfKeys } from '../terminal/key-names.js';
import type { ScreenStack } from './screen-stack.js';

/** What the application is mounted with. */
export interface AppOptions {
  readonly stack: ScreenStack;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Told of everything that is thrown, whether by a key, the clock or a render. */
  readonly fail: (error: unknown) => void;
}

/** Mounts the application; the returned function takes it down. */
export function mountApp({ stack, stdin, stdout, fail }: AppOptions): () => void {
  const app = render(<App stack={stack} fail={fail} />, {
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

interface AppProps {
  readonly stack: ScreenStack;
  readonly fail: (error: unknown) => void;
}

const frameMs = 1000 / 30;

function App({ stack, fail }: AppProps) {
  const [, setFrame] = useState(0);
  const press = useCallback<Parameters<typeof useInput>[0]>(
    (input, key) => {
      try {
        for (const name of namesOfKeys(input, key)) stack.press(name);
      } catch (error) {
        fail(error);
      }
    },
    [stack, fail],
  );
  useInput(press);
  useEffect(() => {
    const tick = () => {
      try {
        if (stack.tick()) setFrame((frame) => frame + 1);
      } catch (error) {
        fail(error);
      }
    };
    const timer = setInterval(tick, frameMs);
    return () => {
      clearInterval(timer);
    };
  }, [stack, fail]);
  return (
    <Box flexDirection="column">
      {stack.draw().map((row, index) => (
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
