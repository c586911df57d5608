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
  /** Runs a delivery when there is room for it in the lanes of all its addresses' domains. */
  through<T>(addresses: readonly string[], deliver: () => Promise<T>): Promise<T>;
}

/**
 * Lanes to the mail server: what runs in one has a connection at once, so nothing grows old between the last look at the
 * facts and the mail server. One slow domain fills its own lane and no other.
 */
export function createLanes({ connections, perDomain, perMinute }: LaneLimits): Lanes {
  const all = new PQueue({ concurrency: connections });
  const domains = new Map<string, PQueue>();
  const laneOf = (domain: string): PQueue => {
    const known = domains.get(domain);
    if (known) return known;
    const paced = perMinute > 0 ? { interval: 60_000, intervalCap: perMinute } : {};
    const lane = new PQueue({ concurrency: perDomain, ...paced });
    domains.set(domain, lane);
    return lane;
  };
  return {
    // Domains in their own order: two letters to the same two domains cannot wait for each other.
    through: (addresses, deliver) =>
      [...new Set(addresses.map(domainOf))].toSorted().reduceRight<() => Promise<Awaited<ReturnType<typeof deliver>>>>(
        (inner, domain) => () => laneOf(domain).add(inner),
        () => all.add(deliver),
      )(),
  };
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
