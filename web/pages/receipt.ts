import { html } from 'hono/html';
import type { Deps } from '../../api/deps.ts';
import { Refusal } from '../../domain/refusal.ts';
import { readRoom } from '../../office/read-room.ts';
import { receiptSheet } from '../components/receipt-sheet.ts';
import { openFrame } from '../frame.ts';
import type { Show } from '../frame.ts';
import { agencyIn, roomPath } from '../room-link.ts';

/** The receipt of a version, worth printing. */
export const receiptPage =
  (deps: Deps): Show =>
  async (request, reply) => {
    const { page, now } = openFrame(deps, request, reply);
    const { code } = request.params as { code: string };
    const room = await readRoom(deps.db, agencyIn(request).obligation, now);
    const version = room.submissions.find((each) => each.receipt_code === code);
    if (!version) throw new Refusal('submission.not_found');
    return page(
      { title: `Xác nhận tiếp nhận ${code}`, kind: 'room', scripts: ['room.js'] },
      html`${receiptSheet(version, room, deps.publicUrl)}
        <p class="buttons no-print">
          <button type="button" data-print hidden>In xác nhận</button>
          <a href="${roomPath(request)}">Về phòng nộp báo cáo</a>
        </p>`,
    );
  };
