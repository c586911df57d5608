import type { Db } from '../store/connection.ts';
import type { Room } from './read-room.ts';
import { listObstacleEntries } from '../store/obstacles.ts';

/** The obstacles that an agency raised in a cycle, with what was answered. */
export const readRoomObstacles = (db: Db, { obstacles }: Room) =>
  Promise.all(
    obstacles.map(async (obstacle) => ({ ...obstacle, entries: await listObstacleEntries(db, obstacle.id) })),
  );

export type RoomObstacle = Awaited<ReturnType<typeof readRoomObstacles>>[number];
