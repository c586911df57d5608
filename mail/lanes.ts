import PQueue from 'p-queue';

/** How many letters may be on their way at once, and to each domain. */
export interface LaneLimits {
  /** Connections to the mail server, all domains together. */
  connections: number;
  /** Letters on their way to one domain at once. */
  perDomain: number;
  /** Letters a minute to one domain; 0 for no limit. */
  perMinute: number;
}

export interface Lanes {
  /**
   * Runs a delivery when there is room for it in the lanes of all its addresses' domains: first `look`, when its turn is
   * near, so that no connection waits for it; then `deliver`, with what was seen, when a connection is free.
   */
  through<Seen, Done>(
    addresses: readonly string[],
    look: () => Promise<Seen>,
    deliver: (seen: Seen) => Promise<Done>,
  ): Promise<Done>;
}

/** So many deliveries of a lane are looked at beyond those that have a connection: what a few statements can be asked together. */
const ahead = 32;

/**
 * Lanes to the mail server: what runs in one has a connection at once, so little grows old between the last look at the
 * facts and the mail server. One slow domain fills its own lane and no other.
 */
export function createLanes({ connections, perDomain, perMinute }: LaneLimits): Lanes {
  const all = new PQueue({ concurrency: connections });
  const domains = new Map<string, { near: PQueue; lane: PQueue }>();
  const laneOf = (domain: string) => {
    const known = domains.get(domain);
    if (known) return known;
    const paced = perMinute > 0 ? { interval: 60_000, intervalCap: perMinute } : {};
    const made = {
      near: new PQueue({ concurrency: perDomain + ahead }),
      lane: new PQueue({ concurrency: perDomain, ...paced }),
    };
    domains.set(domain, made);
    return made;
  };
  return {
    through: (addresses, look, deliver) => {
      // Domains in their own order, and all near ones before the first lane: no two letters can wait for each other.
      const lanes = [...new Set(addresses.map(domainOf))].toSorted().map(laneOf);
      const near = lanes.map((each) => each.near);
      const free = [...lanes.map(({ lane }) => lane), all];
      return inTurn(near, async () => {
        const seen = await look();
        return inTurn(free, () => deliver(seen));
      });
    },
  };
}

/** Runs a task when each of the queues, one after the other, has room for it. */
const inTurn = <T>(queues: readonly PQueue[], task: () => Promise<T>): Promise<T> =>
  queues.reduceRight<() => Promise<T>>((inner, queue) => () => queue.add(inner), task)();

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
