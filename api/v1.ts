import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { largestFileBytes } from '../office/attach-file.ts';
import { agencies } from './agencies.ts';
import { calendars } from './calendars.ts';
import { briefs } from './briefs.ts';
import { bounces } from './bounces.ts';
import { compilationChecks } from './compilation-checks.ts';
import { compilationFiles } from './compilation-files.ts';
import { compilations } from './compilations.ts';
import { cycles } from './cycles.ts';
import type { Deps } from './deps.ts';
import { exclusions } from './exclusions.ts';
import { explanations } from './explanations.ts';
import { staffExplanations } from './staff-explanations.ts';
import { draft } from './draft.ts';
import { dryRuns } from './dry-run.ts';
import { extensions } from './extensions.ts';
import { forms } from './forms.ts';
import { onlyStaff } from './identity.ts';
import { takeLinks } from './link-bearer.ts';
import { incomingLetters } from './incoming-letters.ts';
import { letterFiles } from './letter-files.ts';
import { letterLife } from './letter-life.ts';
import { letters } from './letters.ts';
import { notifications } from './notifications.ts';
import { obligation } from './obligation.ts';
import { obligationComments } from './obligation-comments.ts';
import { obligationFiles } from './obligation-files.ts';
import { obligationUploads } from './obligation-uploads.ts';
import { obligationPeople } from './obligation-people.ts';
import { obligationSheets } from './obligation-sheets.ts';
import { obligations } from './obligations.ts';
import { obstacleCompilations } from './obstacle-compilations.ts';
import { obstacles } from './obstacles.ts';
import { paperReports } from './paper-reports.ts';
import { regimes } from './regimes.ts';
import { outages } from './outages.ts';
import { reviewComments } from './review-comments.ts';
import { refuseForgery } from './refuse-forgery.ts';
import { refuseUnstorableText } from './refuse-unstorable-text.ts';
import { sendings } from './sendings.ts';
import { sendWindow } from './send-window.ts';
import { submissions } from './submissions.ts';
import { syntheses } from './syntheses.ts';

/** The JSON API, version 1: the agencies' routes, whose bearer is the submission link's token, and the staff's. */
export async function v1(app: FastifyInstance, deps: Deps): Promise<void> {
  // A body is JSON or a file: what a plain form can send from another site is not read here.
  app.removeContentTypeParser('text/plain');
  await app.register(multipart, { limits: { fileSize: largestFileBytes, files: 1, fields: 0, parts: 1 } });
  app.addHook('onRequest', refuseForgery(deps.publicUrl));
  // After the shape has been checked: a shape is bounded, what comes before it may be nested a million deep.
  app.addHook('preHandler', refuseUnstorableText);
  await app.register(async (linked) => {
    takeLinks(linked, deps);
    const nouns = [
      ...[
        obligation,
        draft,
        obligationComments,
        obligationFiles,
        obligationUploads,
        obligationPeople,
        obligationSheets,
      ],
    ];
    for (const noun of nouns) await linked.register(noun, deps);
  });
  await app.register(bounces, deps);
  await app.register(async (staff) => {
    staff.addHook('onRequest', async (request) => void onlyStaff(request));
    for (const noun of [
      cycles,
      briefs,
      explanations,
      staffExplanations,
      dryRuns,
      submissions,
      reviewComments,
      extensions,
      obligations,
      paperReports,
      agencies,
      obstacles,
      obstacleCompilations,
      notifications,
      outages,
      letters,
      letterLife,
      letterFiles,
      incomingLetters,
      compilations,
      sendings,
      compilationChecks,
      compilationFiles,
      calendars,
      sendWindow,
      regimes,
      forms,
      syntheses,
      exclusions,
    ]) {
      await staff.register(noun, deps);
    }
  });
}
