import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { buildApp } from '../api/build-app.ts';
import type { Deps } from '../api/deps.ts';
import { onlyStaff } from '../api/identity.ts';
import { refuseUnstorableText } from '../api/refuse-unstorable-text.ts';
import { Refusal } from '../domain/refusal.ts';
import { serveAssets } from './assets.ts';
import { answerPage } from './errors.ts';
import { typedOf } from './forms.ts';
import { takeFiles } from './multipart.ts';
import { packPages } from './pack-pages.ts';
import { accountsPage } from './pages/accounts.ts';
import { agencyLettersPage } from './pages/agency-letters.ts';
import { staffLettersPage } from './pages/staff-letters.ts';
import { agencyPage } from './pages/agency.ts';
import { boardPage } from './pages/board.ts';
import { briefPage } from './pages/brief.ts';
import { calendarPages } from './pages/calendar.ts';
import { compilationPage } from './pages/compilation.ts';
import { compilationFilesPages } from './pages/compilation-files.ts';
import { compilationsPage } from './pages/compilations.ts';
import { dryRunPages } from './pages/dry-run.ts';
import { formPages } from './pages/form.ts';
import { formEditPages } from './pages/form-edit.ts';
import { formPublishPage } from './pages/form-publish.ts';
import { formsPage } from './pages/forms.ts';
import { homePage } from './pages/home.ts';
import { ledgerPage } from './pages/ledger.ts';
import { ledgerLinePage } from './pages/ledger-line.ts';
import { incomingLettersPage } from './pages/incoming-letters.ts';
import { letterPage } from './pages/letter.ts';
import { lettersPage } from './pages/letters.ts';
import { mailboxPages } from './pages/mailbox.ts';
import { obstaclePage } from './pages/obstacle.ts';
import { obstacleCompilationPages } from './pages/obstacle-compilation.ts';
import { obstaclesPage } from './pages/obstacles.ts';
import { regimePage } from './pages/regime.ts';
import { regimeActivatePage } from './pages/regime-activate.ts';
import { regimeEditPages } from './pages/regime-edit.ts';
import { registerFile } from './pages/register-file.ts';
import { recordsPage } from './pages/records.ts';
import { regimesPage } from './pages/regimes.ts';
import { outagesPage } from './pages/outages.ts';
import { roomPages } from './pages/room.ts';
import { roomOfficeFilePages } from './pages/room-office-files.ts';
import { sendingsPage } from './pages/sendings.ts';
import { setupPages } from './pages/setup.ts';
import { signInPages } from './pages/sign-in.ts';
import { submissionPage } from './pages/submission.ts';
import { synthesesPage } from './pages/syntheses.ts';
import { synthesisPage } from './pages/synthesis.ts';
import { verificationPage } from './pages/verification.ts';
import { takeRoomLinks } from './room-link.ts';

/** Makes the app with the pages on it. It never listens. */
export async function buildSite(deps: Deps): Promise<FastifyInstance> {
  const app = await buildApp(deps);
  await app.register(async (pages) => {
    await pages.register(formbody);
    const secure = deps.publicUrl.startsWith('https:');
    await pages.register(csrf, {
      cookieKey: 'dondoc_form',
      // Lax: the link of a letter opens a room beside another one without breaking its forms.
      cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure },
      getToken: (request) => typedOf(request)['_csrf'] ?? '',
    });
    pages.setErrorHandler(answerPage(deps));
    // Of a form with files only the texts: a file's bytes are no text.
    pages.addHook('preHandler', (request) =>
      refuseUnstorableText({ params: request.params, query: request.query, body: typedOf(request) } as FastifyRequest),
    );
    pages.addHook('preHandler', (request, reply, done) =>
      request.method === 'GET' || request.method === 'HEAD' ? done() : pages.csrfProtection(request, reply, done),
    );
    packPages(pages);
    serveAssets(pages);
    for (const register of staffPages) register(pages, deps);
    await pages.register(async (files) => {
      await takeFiles(files, (request) => onlyStaff(request));
      calendarPages(files, deps);
      agencyPage(files, deps);
      sendingsPage(files, deps);
      letterPage(files, deps);
      incomingLettersPage(files, deps);
    });
    await pages.register(async (rooms) => {
      takeRoomLinks(rooms, deps);
      await takeFiles(rooms);
      roomPages(rooms, deps);
      roomOfficeFilePages(rooms, deps);
    });
    pages.get('/*', (request, reply) => {
      if (request.url.startsWith('/api/')) return reply.callNotFound();
      throw new Refusal('page.not_found');
    });
  });
  return app;
}

/** The pages behind an address of their own; `verificationPage` and signing in are for everybody. */
const staffPages = [
  signInPages,
  setupPages,
  homePage,
  boardPage,
  briefPage,
  recordsPage,
  dryRunPages,
  agencyLettersPage,
  staffLettersPage,
  submissionPage,
  compilationsPage,
  compilationPage,
  synthesesPage,
  synthesisPage,
  compilationFilesPages,
  lettersPage,
  registerFile,
  obstaclesPage,
  obstacleCompilationPages,
  obstaclePage,
  regimesPage,
  regimeEditPages,
  regimePage,
  regimeActivatePage,
  formsPage,
  formEditPages,
  formPages,
  formPublishPage,
  ledgerPage,
  ledgerLinePage,
  outagesPage,
  mailboxPages,
  accountsPage,
  verificationPage,
];
