import { html } from 'hono/html';
import type { ObligationLook } from '../../domain/obligation.ts';
import type { ObstacleState } from '../../domain/obstacle.ts';
import { obstacleStateWords } from '../../domain/obstacle-words.ts';
import type { CompilationState, NotificationState } from '../../store/schema.ts';
import type { Html } from '../html.ts';
import { compilationWords, lookWords, notificationWords } from '../words.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'calm' | 'moved' | 'back' | 'struck';

const looks: Record<ObligationLook, [Tone, IconName]> = {
  on_time: ['good', 'check'],
  late: ['warn', 'late'],
  returned: ['back', 'back'],
  overdue: ['bad', 'alert'],
  due_soon: ['info', 'clock'],
  extended: ['moved', 'later'],
  not_due: ['calm', 'empty'],
  excused: ['struck', 'none'],
};

const letters: Record<NotificationState, [Tone, IconName]> = {
  planned: ['calm', 'clock'],
  claimed: ['info', 'mail'],
  sent: ['good', 'check'],
  bounced: ['bad', 'alert'],
  failed: ['bad', 'alert'],
  cancelled: ['struck', 'none'],
  overtaken: ['struck', 'none'],
};

const obstacles: Record<ObstacleState, [Tone, IconName]> = {
  raised: ['bad', 'clock'],
  answered: ['good', 'check'],
  forwarded: ['info', 'flag'],
  decided: ['good', 'check'],
  closed: ['calm', 'none'],
};

const runs: Record<CompilationState, [Tone, IconName]> = {
  running: ['info', 'clock'],
  ready: ['good', 'check'],
  cancelled: ['struck', 'none'],
  failed: ['bad', 'alert'],
};

/** A state as colour, icon and word. */
const state = ([tone, name]: [Tone, IconName], words: string): Html =>
  html`<span class="state ${tone}">${icon(name)}<span>${words}</span></span>`;

export const lookState = (look: ObligationLook): Html => state(looks[look], lookWords[look]);
export const letterState = (each: NotificationState): Html => state(letters[each], notificationWords[each]);
export const obstacleState = (each: ObstacleState): Html => state(obstacles[each], obstacleStateWords[each]);
export const runState = (each: CompilationState): Html => state(runs[each], compilationWords[each]);
export const plainState = (tone: Tone, name: IconName, words: string): Html => state([tone, name], words);
