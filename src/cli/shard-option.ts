/** The `--shard` that several commands take. */
import { InvalidArgumentError } from 'commander';
import type { CommandIo } from './command-io.js';
import { readShardPlace } from './shard-place.js';
import type { ShardPlace } from './shard-place.js';

/** Reads which part of how many, with the variables of this command's world. */
export function shardOption({ env }: CommandIo): (text: string) => ShardPlace {
  return (text) => {
    const read = readShardPlace(text, env);
    if (!read.ok) throw new InvalidArgumentError(read.message);
    return read.place;
  };
}
