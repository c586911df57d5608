import type { FastifyRequest } from 'fastify';
import type { Deps } from '../api/deps.ts';
import { examineUpload } from '../api/examine-upload.ts';
import type { Bringer } from '../api/examine-upload.ts';
import { Refusal } from '../domain/refusal.ts';
import type { RecordPaperReport, Scan } from '../office/record-paper-report.ts';
import { fileOf, idOf, openForm } from './forms.ts';

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
  const file = fileOf(request, 'scan');
  if (!file) return undefined;
  if (!file.name || file.name.length > 200) {
    throw new Refusal('request.invalid', { count: '1' }, [
      { field: 'scan', message: 'Tên tệp cần từ 1 đến 200 ký tự.' },
    ]);
  }
  if (file.tooLarge) throw new Refusal('file.too_large', { limit: '20 MB' });
  const scan = { name: file.name.normalize('NFC'), content: file.content };
  return { ...scan, ...(await examineUpload(deps, scan, { ...bringer, log: request.log })) };
}
