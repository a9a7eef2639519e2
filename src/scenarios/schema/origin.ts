/** How a scenario says whose behaviour it shows, and where that is published. */
import * as z from 'zod';
import { textField } from './field.js';

/** Longest name of a system. */
const maxSystemLength = 40;

/** `systems` and `source`: for people who look for a system, or for what a claim rests on. */
export const originFields = {
  systems: z
    .array(textField({ about: 'A system.', example: 'Cassandra' }, maxSystemLength))
    .max(10)
    .meta({
      description: 'Systems that behave like this; `quarrel list` finds a scenario by them. Default: none.',
      examples: [['CouchDB', 'PouchDB']],
    })
    .prefault([]),
  source: textField(
    {
      about: 'Where that is published: paper, documentation or incident, with its year. Default: none.',
      example: 'DeCandia et al., Dynamo, SOSP 2007, section 4.4',
    },
    500,
  ).prefault(''),
};
