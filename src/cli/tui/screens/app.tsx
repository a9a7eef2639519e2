/** The ink application: draws what the stack of screens says, 30 times a second at most. */
import { Text, render, useInput } from 'ink';
import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { namesOfKeys } from '../terminal/key-names.js';
import type { ScreenStack } from './screen-stack.js';

/** What the application is mounted with. */
export interface AppOptions {
  readonly stack: ScreenStack;
  readonly stdin: NodeJS.ReadStream;
  /** What ink takes for the terminal; it writes blanks to it. */
  readonly stdout: NodeJS.WriteStream;
  /** Takes every frame, row by row. */
  readonly show: (rows: readonly string[]) => void;
  /** Told of everything that is thrown, whether by a key, the clock or a render. */
  readonly fail: (error: unknown) => void;
}

/** Mounts the application; the returned function takes it down. */
export function mountApp({ stack, stdin, stdout, show, fail }: AppOptions): () => void {
  const app = render(<App stack={stack} show={show} fail={fail} />, {
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

type AppProps = Pick<AppOptions, 'stack' | 'show' | 'fail'>;

const frameMs = 1000 / 30;

/**
 * Ink has the keys, the clock's frames and whatever is thrown in them; the rows go past it. It would take each of them
 * apart character by character in every frame, which costs four times what all the rest of drawing does.
 */
function App({ stack, show, fail }: AppProps) {
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
  const rows = stack.draw();
  useLayoutEffect(() => {
    show(rows);
  });
  return <Text> </Text>;
}
