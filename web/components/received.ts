import { dayWords, momentWords } from '../../domain/words.ts';
import { paperIn } from '../../store/submissions.ts';

/** When a version came; of one outside the system only the day is known. */
export function receivedWords(version: Parameters<typeof paperIn>[0] & { received_at: Temporal.Instant }): string {
  const { paper } = paperIn(version);
  return paper ? `Văn bản nhận ngày ${dayWords(paper.receivedOn)}` : `Tiếp nhận ${momentWords(version.received_at)}`;
}
