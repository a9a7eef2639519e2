/** Fault schedules for a volume: storage nodes crash, at most two at a time, and writers take over from each other. */
import { StorageNetwork, type StorageNetworkParts } from './storage-network.js';

/** Runs a volume under random faults, heals it, and has one more writer take over. */
export function runStorageFaults(parts: StorageNetworkParts): StorageNetwork {
  const network = new StorageNetwork(parts);
  const { dice } = network;
  const untilUs = 1_000_000;
  for (let atUs = 0; atUs < untilUs; atUs += dice.between(200, 8000)) network.at(atUs, () => network.write());
  for (let atUs = 0; atUs < untilUs; atUs += dice.between(5000, 120_000)) {
    network.at(atUs, () => crashOne(network, untilUs));
  }
  for (let atUs = 50_000; atUs < untilUs; atUs += dice.between(20_000, 300_000)) {
    network.at(atUs, () => network.takeOver(dice.chance(0.5)));
  }
  network.runUntil(untilUs + 500_000);
  network.takeOver(true);
  network.runUntil(untilUs + 2_000_000);
  return network;
}

/** Two fail at a time at most; one of these may have lost its disk. */
function crashOne(network: StorageNetwork, untilUs: number): void {
  const { dice, failing, nodes } = network;
  if (failing.length >= 2) return;
  const node = dice.pick([...nodes.keys()].filter((index) => !failing.includes(index)));
  const mayLose = nodes.every(({ segment }) => !segment.isRebuilding);
  network.crash(node, mayLose && dice.chance(0.3) ? 'lost' : 'kept');
  network.at(Math.min(untilUs, network.nowUs + dice.between(500, 150_000)), () => network.restart(node));
}
