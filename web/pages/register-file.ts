import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../api/deps.ts';
import { onlyStaff } from '../../api/identity.ts';
import { sendFile } from '../../api/send-file.ts';
import { excelWorkbook } from '../../documents/form-sheet.ts';
import { registerWorkbook } from '../../documents/register-workbook.ts';
import { dayWords, stampWords } from '../../domain/words.ts';
import { readIncoming } from '../../office/read-incoming.ts';
import type { IncomingLine } from '../../office/read-incoming.ts';
import { readRegister } from '../../office/read-register.ts';
import type { RegisteredLetter } from '../../office/read-register.ts';
import { officialKindWords, officialStateWords } from '../official-words.ts';
import { registerFilterOf } from '../register-filter.ts';

/** Both registers as a workbook, by the filter of the page. */
export function registerFile(app: FastifyInstance, { db, clock }: Deps): void {
  app.get('/letters/register.xlsx', async (request, reply) => {
    onlyStaff(request);
    const filter = registerFilterOf(request.query as Record<string, string>);
    const sheets = [
      { name: 'Công văn đi', columns: outColumns, rows: (await readRegister(db, filter)).map(outRow) },
      { name: 'Công văn đến', columns: inColumns, rows: (await readIncoming(db, filter)).map(inRow) },
    ];
    const content = Buffer.from(await registerWorkbook(sheets, clock.now()));
    return sendFile(reply, { name: 'so-cong-van.xlsx', mediaType: excelWorkbook, content });
  });
}

const outColumns = [
  { title: 'Số, ký hiệu', width: 18 },
  { title: 'Ngày ban hành', width: 14 },
  { title: 'Loại', width: 22 },
  { title: 'Trích yếu', width: 60 },
  { title: 'Kỳ báo cáo', width: 18 },
  { title: 'Tình trạng', width: 22 },
  { title: 'Dự thảo lúc', width: 18 },
  { title: 'Lý do hủy', width: 30 },
];

const outRow = ({ row, state }: RegisteredLetter): string[] => [
  row.number ?? '',
  row.issued_on ? dayWords(row.issued_on) : '',
  officialKindWords[row.kind],
  row.title,
  row.cycle_id,
  officialStateWords[state],
  stampWords(row.drafted_at),
  row.void_reason ?? '',
];

const inColumns = [
  { title: 'Số, ký hiệu', width: 18 },
  { title: 'Ngày văn bản', width: 14 },
  { title: 'Ngày nhận', width: 14 },
  { title: 'Cơ quan gửi', width: 34 },
  { title: 'Trích yếu', width: 60 },
];

const inRow = ({ number, issuedOn, receivedOn, sender, subject }: IncomingLine): string[] => [
  number,
  issuedOn ? dayWords(issuedOn) : '',
  dayWords(receivedOn),
  sender,
  subject,
];
