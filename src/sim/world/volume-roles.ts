/** Roles of instances: which volume takes the writes of clients, who writes it, who reads, and who could take over. */
import type { Node } from './node.js';
import type { Volume, Volumes } from './volumes.js';

/** What roles depend on. */
interface RolesPort {
  /** Whether an instance answers. */
  isHeard(instance: number): boolean;
  /** Up to where an instance has the log. */
  positionOf(instance: number): number;
}

/** Who is what. */
export class VolumeRoles {
  /** The volume that takes clients' writes. */
  primary: Volume;
  private readonly nodes: readonly Node[];
  private readonly volumes: Volumes;
  private readonly port: RolesPort;

  constructor(nodes: readonly Node[], volumes: Volumes, port: RolesPort) {
    this.nodes = nodes;
    this.volumes = volumes;
    this.port = port;
    [this.primary] = volumes.all;
  }

  /** Who writes, or is to. */
  get writer(): number {
    return this.primary.driver;
  }

  /** All who are told by the writer what is durable. */
  listReaders(): readonly number[] {
    const { writer, primary } = this;
    const elsewhere = this.volumes.all.filter((volume) => volume !== primary).map(({ driver }) => driver);
    const readers = [...primary.instances.filter((instance) => instance !== writer), ...elsewhere];
    return readers.filter((instance) => !this.nodes[instance].hasLeft);
  }

  /** Whether an instance writes the log of a volume. */
  isDriver(instance: number): boolean {
    return this.volumes.all.some(({ driver }) => driver === instance);
  }

  /** Those that answer and could write, the furthest first. */
  candidatesIn(volumes: readonly Volume[]): readonly number[] {
    const others = volumes.filter((volume) => volume !== this.primary).map(({ driver }) => driver);
    const own = volumes.includes(this.primary) ? this.primary.instances : [];
    const open = others.filter((instance) => this.volumes.driverAt(instance)?.isOpen === true);
    const candidates = [...own.filter((instance) => instance !== this.writer), ...open];
    return candidates
      .filter((instance) => this.port.isHeard(instance))
      .sort((x, y) => this.port.positionOf(y) - this.port.positionOf(x) || x - y);
  }
}
