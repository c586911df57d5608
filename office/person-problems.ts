import type { Problem } from '../domain/refusal.ts';

/** What is wrong with a name and an address as people typed them. */
export const personProblems = ({ name, email }: { name: string; email: string }): Problem[] => [
  ...(name ? [] : [{ field: 'name', message: 'Cần ghi họ tên hoặc tên hộp thư.' }]),
  ...(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email)
    ? []
    : [{ field: 'email', message: 'Địa chỉ thư điện tử chưa đúng.' }]),
];
