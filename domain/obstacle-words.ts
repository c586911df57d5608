import type { ObstacleNews } from './compile-obstacles.ts';
import type { ObstacleState } from './obstacle.ts';

/** Where an obstacle stands, for people. */
export const obstacleStateWords: Record<ObstacleState, string> = {
  raised: 'Chờ trả lời',
  answered: 'Đã trả lời',
  forwarded: 'Đã chuyển UBND tỉnh',
  decided: 'UBND tỉnh đã quyết định',
  closed: 'Đã đóng',
};

/** What an obstacle is beside the compilation before, for people. */
export const newsWords: Record<ObstacleNews, string> = {
  new: 'Nêu mới',
  moved: 'Có chuyển biến',
  settled: 'Mới giải quyết',
  same: 'Chưa chuyển biến',
};
