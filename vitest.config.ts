import { defineConfig } from 'vitest/config';

// What runs whole systems against a clock stands apart and comes last: it wants the machine for itself.
const whole = ['test/worker/**/*.test.ts', 'test/trials/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: whole,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'whole', include: whole, maxWorkers: 1, testTimeout: 240_000, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
