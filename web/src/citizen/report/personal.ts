/**
 * Whether to warn of personal data while somebody writes. The twin of `lapor/domain/personal`, which
 * hides for the public and says why; smaller, because all who file load it, and held to the same
 * cases (`web/test/personal-cases.json`). Without lookbehind, which older browsers do not know.
 */
const BLANK = ' \\t\\u00a0\\u2000-\\u200d\\u202f\\u2060\\ufeff';
const GAP = `[${BLANK}.\\-\\u2010-\\u2015/()_*:|]`;
const END = '[\\n\\u2028\\u2029]';

const MONEY = '\\d{1,3}(?:(?:\\.\\d{3})+(?:,\\d\\d)?|(?:,\\d{3})+(?:\\.\\d\\d)?)';
const YEAR = '(?:19|20)\\d\\d';
const DAY = `(?:\\b[0-3]?\\d[-/.][01]?\\d[-/.]${YEAR}|\\b${YEAR}[-/.][01]?\\d[-/.][0-3]?\\d)\\b`;
/** Sums of money and days: digits that name nobody. */
const HARMLESS = new RegExp(
  `\\b(?:rp|idr)[. \u00a0]{0,3}${MONEY}(?!\\d|[.,]\\d)` +
    `|${MONEY}[ \u00a0]?(?:rupiah|ribu|juta|mili[ay]r|triliun)\\b|${DAY}`,
  'gi',
);

const SMALL = '\\d\\d?(?:[.:,]\\d\\d?){0,2}';
const PLAIN = `(?:${YEAR}|${MONEY}|[1-9]\\d*[05]00|\\d{1,3}/\\d{1,3}|${SMALL}(?:[ \\-\u2013]{1,3}${SMALL})?)`;
/** Lines of years, sums, hours, RT/RW or counts, that do not go on a number of the line before. */
const LIST = new RegExp(
  `(^|[^\\d\\s])\\s{0,9}${PLAIN}(?:\\s{0,9}\\n\\s{0,9}${PLAIN})*(?=\\s*?(?:\\n|$))`,
  'g',
);

const SIGN = '[^\\w\\n\\u00c0-\\u024f\\u2028\\u2029]';
const IN_LINE = new RegExp(`(\\d)(?:${GAP}{1,5}|${SIGN})(?=\\d)`, 'g');
const TORN = new RegExp(`(\\d)(?:${SIGN}|_)+(?=\\d)`, 'g');
const OVER_LINES = new RegExp(`(\\d)${GAP}{0,5}(?:${END}[${BLANK}]{0,8}){0,2}\\(?(?=\\d)`, 'g');

const LONG = /\d{9}/;
const NAMED =
  /\b(?:telp|tlp|telepon|telpon|hp|handphone|wa|whatsapp|phone|rek|rekening|nik|ktp|npwp|bpjs)[^\w]{0,3}(?:(?:no|nomor|saya|nya|adalah)[^\w]{1,3}){0,2}\d{6}/i;
const PHONE = /(?:^|\D)(?:0[2-9]\d|628|\+\d\d)\d{7}/;
const NIK = /(?:^|\D)[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}(?!\d)/;

const AT = '\\s{0,2}(?:@|[([{<](?:at|@)[)\\]}>])\\s{0,2}';
const SAID_AT = '\\s{1,3}[ae]t\\s{1,3}';
const DOT = '(?:\\s{1,3}(?:dot|titik)\\s{1,3}|\\s{0,2}[([{<](?:dot|titik|[.,])[)\\]}>]\\s{0,2})';
const ODD_DOT = ' {1,2}\\. {0,2}|\\. {1,2}|,';
const HOST = '[\\w-]{1,63}';
const EMAIL = new RegExp(
  `[\\w.%+\\-\u00c0-\u024f](?:${AT}${HOST}(?:\\.${HOST})*\\.[a-z]` +
    `|(?:${AT}|${SAID_AT})${HOST}(?:(?:\\.|${DOT})${HOST}){0,3}` +
    `(?:${DOT}|${ODD_DOT}|\\.\\n|\\n\\.)(?:com|net|org|biz|id|co|edu|io)\\b` +
    `|${SAID_AT}(?:gmail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|proton(?:mail)?)\\.\\w)`,
  'i',
);

const AREA =
  '\\b(?:A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNPRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABGST]?|R[IS]?|S|T|W|Z|CC|CD)[ .\\-]?';
const PLATE = new RegExp(`${AREA}\\d{2,4}[ .\\-]?[A-Z]{1,3}\\b`);
const SHORT_PLATE = new RegExp(
  `${AREA}\\d[ .\\-]?(?!(?:RT|RW|KM|NO|JL|GG|SD|SMP|SMA|DAN|DI|KE|ADA|ITU|INI|DUA|OR|AND|OF|IN|IS|TO)\\b)[A-Z]{2,3}\\b`,
);
const ANY_PLATE = new RegExp(`${AREA}\\d{3,4}[ .\\-]?[a-z]{2,3}\\b`, 'i');

/** Hours, which stand in lists on one line more often than torn numbers do. */
const HOUR = /(^|[^\d.:])(?:[01]?\d|2[0-4])[.:][0-5]\d(?![.:]?\d)/g;

/** Unseen signs, and marks on the character before them, as those of keycaps. */
const UNSEEN = /[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufe00-\ufe0f\u20d0-\u20f0\ufeff]/g;

export function looksPersonal(typed: string): boolean {
  const text = typed.normalize('NFKC').replace(UNSEEN, '');
  const written = text.replace(/[\u0660-\u0669]/g, '9');
  const rest = written.replace(HARMLESS, 'x');
  const lines = rest.replace(LIST, '$1x');
  const joined = lines.replace(OVER_LINES, '$1');
  const torn = lines.replace(HOUR, '$1x').replace(TORN, '$1');
  return (
    EMAIL.test(text) ||
    PLATE.test(text) ||
    SHORT_PLATE.test(text) ||
    ANY_PLATE.test(text) ||
    LONG.test(rest.replace(IN_LINE, '$1')) ||
    NAMED.test(written.replace(LIST, '$1x').replace(OVER_LINES, '$1')) ||
    [joined, torn].some((numbers) => PHONE.test(numbers) || NIK.test(numbers))
  );
}
