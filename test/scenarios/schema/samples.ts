/** Schemas for tests of the building blocks. */
import * as z from 'zod';
import { countField, mapping } from '../../../src/scenarios/schema/field.js';

const count = countField({ about: 'How many.', example: 1 }, { least: 0, most: 50 });

/** A count, or a mapping with one. */
export const followersOrNode = z.union([count, mapping({ count }, 'A count.')]);
