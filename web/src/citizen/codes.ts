/** Where a report's access code stays while its tab is open; never in an address. */
import { plain } from '../api/number';

export const codeKey = (number: string): string => `lapor-code:${plain(number)}`;
