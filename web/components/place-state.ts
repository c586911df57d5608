import type { PlaceState } from '../../domain/place-standing.ts';
import type { ReportPlace } from '../../domain/place-sources.ts';
import type { Html } from '../html.ts';
import { plainState } from './states.ts';

export const placeWords: Record<PlaceState, string> = {
  unwritten: 'Chưa viết',
  stale: 'Cần xem lại',
  written: 'Đã viết',
  none: 'Chưa có nguồn',
};

/** How a place stands, as colour, icon and word. */
export function placeState(state: PlaceState): Html {
  const [tone, icon] = looks[state];
  return plainState(tone, icon, placeWords[state]);
}

const looks = {
  none: ['calm', 'none'],
  unwritten: ['info', 'empty'],
  written: ['good', 'check'],
  stale: ['warn', 'alert'],
} as const satisfies Record<PlaceState, unknown>;

/** A place as it is called: `II.1.a. Tăng cường lãnh đạo`. */
export const placeName = ({ place, title }: Pick<ReportPlace, 'place' | 'title'>): string => `${place}. ${title}`;

/** The address of a place's page, or, without one, of the list of places. */
export const synthesisPath = (cycle: string, place?: string): string =>
  `/cycles/${cycle}/synthesis${place === undefined ? '' : `/${encodeURIComponent(place)}`}`;
