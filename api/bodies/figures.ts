import { Type } from '@fastify/type-provider-typebox';
import { Exactly } from './shapes.ts';

/** How many agencies have reported, and how. */
export const Figures = Exactly({
  total: Type.Integer(),
  reported: Type.Integer(),
  onTime: Type.Integer(),
  late: Type.Integer(),
  missing: Type.Integer(),
  excused: Type.Integer(),
});
