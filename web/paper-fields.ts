import type { FastifyRequest } from 'fastify';
import type { Deps } from '../api/deps.ts';
import { examineUpload } from '../api/examine-upload.ts';
import type { Bringer } from '../api/examine-upload.ts';
import type { RecordPaperReport, Scan } from '../office/record-paper-report.ts';
import { chosenFile } from './chosen-file.ts';
import { idOf, openForm } from './forms.ts';

/** Reads the form of a report that came outside the system. Refuses: `request.invalid`, and what a scan is refused for. */
export async function paperFrom(
  deps: Deps,
  request: FastifyRequest,
  bringer: Pick<Bringer, 'subject' | 'actor'>,
): Promise<Pick<RecordPaperReport, 'channel' | 'number' | 'receivedOn' | 'scan' | 'attempt'>> {
  const form = openForm(request);
  const number = form.text('number', 'Cần ghi số, ký hiệu của văn bản, ví dụ 125/BC-STC.');
  const receivedOn = form.day('receivedOn', 'Cần ghi ngày nhận văn bản, ví dụ 16/12/2026.');
  form.check();
  const channel = form.typed['channel'] === 'document-system' ? 'document-system' : 'paper';
  const attempt = idOf(form.typed['attempt'], 'request.invalid');
  return { channel, number, receivedOn, scan: await scanOf(deps, request, bringer), attempt };
}

async function scanOf(
  deps: Deps,
  request: FastifyRequest,
  bringer: Pick<Bringer, 'subject' | 'actor'>,
): Promise<Scan | undefined> {
  const scan = chosenFile(request, 'scan');
  return scan && { ...scan, ...(await examineUpload(deps, scan, { ...bringer, log: request.log })) };
}
