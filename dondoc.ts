import { Command } from 'commander';
import { until } from './commands/until-stopped.ts';

const program = new Command('dondoc').description('Đôn Đốc: reporting years that run themselves').showHelpAfterError();

program
  .command('start')
  .description('run everything in one process: embedded Postgres, Temporal dev server, mailbox, api, pages and worker')
  .action(() => until(import('./commands/run-embedded.ts').then(({ runEmbedded }) => runEmbedded())));

program
  .command('api')
  .description('serve the api and the pages (service: DATABASE_URL, SECRET, PUBLIC_URL)')
  .action(() => until(import('./commands/run-api.ts').then(({ runApi }) => runApi())));

program
  .command('worker')
  .description('run the Temporal worker and the wake relay (service: DATABASE_URL, TEMPORAL_ADDRESS, SMTP_URL, SECRET)')
  .action(() => until(import('./commands/run-service-worker.ts').then(({ runServiceWorker }) => runServiceWorker())));

program
  .command('migrate')
  .description('bring the database up to date; with --sample load the Quảng Ngãi sample into an empty one')
  .option('--sample', 'load the Quảng Ngãi sample when the database is empty')
  .action((options: { sample?: boolean }) =>
    until(import('./commands/run-migrations.ts').then(({ runMigrations }) => runMigrations(options))),
  );

program
  .command('health')
  .description('exit 0 when the database answers and the clockwork runs; names what is down')
  .action(() => until(import('./commands/show-health.ts').then(({ showHealth }) => showHealth())));

program
  .command('check-compilation')
  .description('make a compiled report again from its kept facts and sources; exit 1 unless every byte is the same')
  .argument('<run>', "the run's id, or its cycle: kl69-nam/2026")
  .argument('[number]', "the run's number within the cycle")
  .action((run: string, number?: string) =>
    until(
      import('./commands/check-compilation.ts').then(({ runCompilationCheck }) =>
        runCompilationCheck(run, number === undefined ? undefined : Number(number)),
      ),
    ),
  );

program
  .command('bundle')
  .description('bundle the workflows ahead of the first start; done by the installation')
  .action(() =>
    until(import('./worker/workflow-bundle.ts').then(async ({ bundleWorkflows }) => void (await bundleWorkflows()))),
  );

program
  .command('invite')
  .description('make the one-time link with which the first administrator sets a password')
  .action(() => until(import('./commands/show-invitation.ts').then(({ showInvitation }) => showInvitation())));

program
  .command('demo')
  .description("play the sample's year 2026 on a scaled clock, and check it")
  .option('--resume', 'go on with a demo that was killed')
  .option('--keep-open', 'leave the system running at the end')
  .action((options: { resume?: boolean; keepOpen?: boolean }) =>
    until(import('./trials/demo/run-demo.ts').then(({ runDemo }) => runDemo(options))),
  );

await program.parseAsync();
