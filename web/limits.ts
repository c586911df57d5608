/** Sign-ins from one address: enough for a person who mistypes, too few for guessing. */
export const signInLimit = { max: 10, timeWindow: '1 minute' } as const;

/** Requests to rooms from one address: an office of many people behind one address writes at once. */
export const linkLimit = { max: 300, timeWindow: '1 minute' } as const;
