/** ShiViz's own reader of logs, run as its page runs it when a file is chosen. */
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { z } from 'zod';

const readerCode = readFileSync(new URL('../published/shiviz/reader.txt', import.meta.url), 'utf8');

/** Runs of a log: the events as ShiViz has them, and its graph's edges between hosts. */
const logShape = z.array(
  z.object({
    label: z.string(),
    hosts: z.array(z.string()),
    events: z.array(
      z.object({ host: z.string(), text: z.string(), date: z.string(), clock: z.record(z.string(), z.number()) }),
    ),
    edges: z.number(),
  }),
);

/** What ShiViz makes of a log. */
export type ShivizLog = z.infer<typeof logShape>;

/** As `shiviz.js` does it: the first line is the pattern of an event, the second one that of what stands between runs. */
const reading = `(function () {
  var lines = text.split('\\n', 2);
  var log = text.substr(text.indexOf('\\n', text.indexOf('\\n') + 1) + 1);
  var delimiter = lines[1].trim() === '' ? null : new NamedRegExp('^' + lines[1].trim() + '$', 'm');
  try {
    var parser = new LogParser(log, delimiter, new NamedRegExp('^' + lines[0] + '$', 'm'));
    return JSON.stringify(parser.getLabels().map(function (label) {
      var events = parser.getLogEvents(label);
      var graph = new ModelGraph(events);
      var edges = 0;
      graph.getAllNodes().forEach(function (node) { edges += node.getChildren().length; });
      return {
        label: label,
        hosts: graph.getHosts(),
        edges: edges,
        events: events.map(function (event) {
          return {
            host: event.getHost(), text: event.getText(), date: event.getFields().date,
            clock: event.getVectorTimestamp().getClock(),
          };
        }),
      };
    }));
  } catch (error) {
    throw new Error(error.getMessage ? error.getMessage() : String(error));
  }
})()`;

/** Reads a log; throws what ShiViz would show in its red box. */
export function readShivizLog(text: string): ShivizLog {
  const context = createContext({ text, $: { extend: Object.assign } });
  runInContext(readerCode, context);
  const read: unknown = runInContext(reading, context);
  return logShape.parse(JSON.parse(String(read)));
}
