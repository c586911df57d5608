import type { Problem } from '../domain/refusal.ts';
import { longest, tooLong } from '../domain/text-limits.ts';

/** Whether a text is an address to which a letter can go. */
export const isAddress = (text: string): boolean =>
  text.length <= longest.address && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text);

/** What is wrong with a name, a title and an address as people typed them. */
export const personProblems = ({ name, title, email }: { name: string; title?: string; email: string }): Problem[] => [
  ...(name ? [] : [{ field: 'name', message: 'Cần ghi họ tên hoặc tên hộp thư.' }]),
  ...tooLong({ name: [name, longest.name], title: [title, longest.name] }),
  ...(isAddress(email) ? [] : [{ field: 'email', message: 'Địa chỉ thư điện tử chưa đúng.' }]),
];
