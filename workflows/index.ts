// The SDK bundles one file: it names every workflow type. The kinds of matter map to them in worker/relay.ts.
export { bounceMailbox } from './bounce-mailbox.ts';
export { compilation } from './compilation.ts';
export { reportingCycle } from './cycle.ts';
export { obstacle } from './obstacle.ts';
export { postOffice } from './post-office.ts';
export { reportingRegime } from './regime.ts';
