import { UnexpectedAnswer } from './api-client.ts';
import type { Call } from './api-client.ts';

interface Letter {
  id: string;
  kind: string;
  revision: number;
  issued?: unknown;
  voided?: unknown;
}

interface Issue {
  kind: string;
  issuedOn: string;
  delivery: 'at_once' | 'by_hand';
  /** As the office's clerk gave it; absent: the register's next one. */
  number?: string;
}

/** The leader of the demo, who approves what the engine has drafted, and issues it. */
export function createLeader(call: Call) {
  return {
    /** Issues the drafted letters of a kind. What is issued already, by a demo that was killed, stays. */
    async issue({ kind, ...issue }: Issue): Promise<void> {
      const letters = await call<Letter[]>('GET', `/letters?cycle=kl69-nam/2026&kind=${kind}`);
      for (const { id, issued, voided } of letters) {
        if (!issued && !voided) await approveAndIssue(call, id, issue);
      }
    },
  };
}

/** Reports come in meanwhile: a draft that they changed is read, and approved, once more. */
async function approveAndIssue(call: Call, id: string, issue: Omit<Issue, 'kind'>): Promise<void> {
  for (let left = 20; ; left -= 1) {
    const { letter, changes } = await call<{ letter: Letter; changes?: { seen?: string } }>('GET', `/letters/${id}`);
    const { revision } = letter;
    try {
      await call('POST', `/letters/${id}/approve`, { revision, ...(changes?.seen && { seen: changes.seen }) });
      await call('POST', `/letters/${id}/issue`, issue);
      return;
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer) || error.status !== 409 || left === 0) throw error;
    }
  }
}
