import { expect, test } from 'vitest';
import { listContacts } from '../../store/agencies.ts';
import { givenApp } from '../given/app.ts';
import { givenStaff } from '../given/people.ts';

const contact = { name: 'Lê Thị Mai', title: 'Chuyên viên', email: 'mai@stc.example' };

test('an officer changes an agency’s contact; a viewer, an unknown agency and an unknown role are refused', async () => {
  const { app, db } = await givenApp();
  const put = async (url: string, role: 'officer' | 'viewer' = 'officer') => {
    const { headers } = await givenStaff(db, role);
    return (await app.inject({ method: 'PUT', url: `/api/v1${url}`, headers, payload: contact })).statusCode;
  };
  expect(await put('/agencies/STC/contacts/focal', 'viewer')).toBe(403);
  expect((await listContacts(db, 'STC', ['focal']))[0]?.email).toBe('daumoi.stc@quangngai.example');
  expect(await put('/agencies/STC/contacts/focal')).toBe(204);
  expect((await listContacts(db, 'STC', ['focal']))[0]?.email).toBe('mai@stc.example');
  expect(await put('/agencies/XYZ/contacts/focal')).toBe(404);
  expect(await put('/agencies/STC/contacts/boss')).toBe(422);
});
