/**
 * Whether a text holds personal data, to warn while somebody writes. The twin of
 * `lapor/domain/personal`, which says why and hides the same for the public; one table of cases holds
 * both (`web/test/personal-cases.json`). Without lookbehind, which older browsers do not know.
 */
const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);

/** Digits that can name a person: in a line, after a word that says so, over line breaks. */
const ENOUGH = 9;
const ENOUGH_NAMED = 6;
const ENOUGH_BROKEN = 10;
const LONGEST = 16;

const DIGIT = '[\\d\\u0660-\\u0669]';
const BLANKS = ' \\t\\u00a0\\u2000-\\u200d\\u202f\\u2060\\ufeff';
const GAP = `[${BLANKS}.\\-\\u2010-\\u2015/()_*:|]{0,5}`;
const BREAK = whole(`${GAP}(?:[\\n\\u2028\\u2029][${BLANKS}]{0,8}){1,2}`);
const NUMBER = `\\+?\\(?${DIGIT}(?:(?:${GAP}|,)${DIGIT})*`;
const MONEY = '\\d{1,3}(?:(?:\\.\\d{3})+(?:,\\d\\d)?|(?:,\\d{3})+(?:\\.\\d\\d)?)';
const MONEY_BEFORE = /\b(?:rp|idr)[. \u00a0]{0,3}$/i;
const MONEY_AFTER = /^[ \u00a0]?(?:rupiah|ribu|juta|mili[ay]r|triliun)\b/i;
const YEAR = '(?:19|20)\\d\\d';
const DAY = `(?:[0-3]?\\d[-/.][01]?\\d[-/.]${YEAR}|${YEAR}[-/.][01]?\\d[-/.][0-3]?\\d)`;
const WHEN = `${DAY}(?:[ \\-\\u2013]{1,3}(?:${DAY}|[0-2]?\\d(?:[.:][0-5]\\d){0,2}))*`;
const SMALL = '\\d{1,2}(?:[.:,]\\d{1,2}){0,2}';
/** What stands on lines of its own in lists: years, sums, days, RT/RW, hours, counts, houses. */
const PLAIN = whole(
  `${YEAR}|${MONEY}|[1-9]\\d*[05]00|${WHEN}|\\d{1,3}/\\d{1,3}|${SMALL}(?:[ \\-\\u2013]{1,3}${SMALL})?`,
);
const NAMED =
  /\b(?:telp|tlp|telepon|telpon|hp|handphone|wa|whatsapp|phone|rek|rekening|nik|ktp|npwp|bpjs)[^\w\n]{0,3}(?:(?:no|nomor|saya|nya|adalah)[^\w\n]{1,3}){0,2}$/i;
const PHONE = /^(?:0[2-9]|628)/;
const PROVINCE = '(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])';
const NIK = new RegExp(
  `^${PROVINCE}\\d{4}(?:[04][1-9]|[1256]\\d|[37][01])(?:0[1-9]|1[0-2])\\d{6}$`,
);
const LIKE_NIK = new RegExp(`^${PROVINCE}\\d{14}$`);

const AT = '[ \\n]{0,2}(?:@|\\(at\\)|\\[at\\]|\\{at\\})[ \\n]{0,2}';
const SAID_AT = '\\s{1,3}[ae]t\\s{1,3}';
const DOT = '(?:\\s{1,3}(?:dot|titik)\\s{1,3}|\\s{0,2}[([{](?:dot|titik)[)\\]}]\\s{0,2})';
const HOST = '[\\w\\-]{1,63}';
const EMAIL = new RegExp(
  `[\\w.%+\\-\\u00c0-\\u024f](?:${AT}${HOST}(?:\\.${HOST})*\\.[a-z\\u00c0-\\u024f]` +
    `|(?:${AT}|${SAID_AT})${HOST}(?:(?:\\.|${DOT})${HOST}){0,3}` +
    `(?:${DOT}|\\.\\n|\\n\\.)(?:com|net|org|biz|id|co|edu|io)\\b` +
    `|${SAID_AT}(?:gmail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|proton(?:mail)?)\\.\\w)`,
  'i',
);

const AREAS =
  'A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNPRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[ABGST]?|R[IS]?|S|T|W|Z|CC|CD';
const PLATES = [
  new RegExp(`\\b(?:${AREAS})[ .\\-]?\\d{2,4}[ .\\-]?[A-Z]{1,3}\\b`),
  new RegExp(`\\b(?:${AREAS})[ .\\-]?\\d{3,4}[ .\\-]?[a-z]{2,3}\\b`, 'i'),
];

interface Run {
  said: string;
  from: number;
  to: number;
}

const digitsOf = (said: string): string => said.replace(/[^\d\u0660-\u0669]/g, '');

const isNik = (digits: string, sure: boolean): boolean => (sure ? LIKE_NIK : NIK).test(digits);

function namesSomebody({ said, to }: Run, before: string, text: string): boolean {
  const money = whole(MONEY).test(said);
  if (money && (MONEY_BEFORE.test(before) || MONEY_AFTER.test(text.slice(to)))) return false;
  const named = NAMED.test(before);
  if (whole(WHEN).test(said) && !named) return false;
  return digitsOf(said).length >= (named ? ENOUGH_NAMED : ENOUGH);
}

/** Whether a number is broken over lines, as a word before it says, or as it begins. */
function isBroken(text: string, [first, ...rest]: [Run, ...Run[]], before: string): boolean {
  const named = NAMED.test(before.replace(/\n/g, ' '));
  const parts = [first.said];
  let digits = digitsOf(first.said);
  let end = first.to;
  for (const { said, from, to } of rest) {
    const more = digits + digitsOf(said);
    const full = digits.length >= ENOUGH_BROKEN && (!named || PLAIN.test(said));
    if (!BREAK.test(text.slice(end, from)) || said.startsWith('+') || more.length > LONGEST) break;
    if (full && !isNik(more, named || parts.length === 1)) break;
    parts.push(said);
    digits = more;
    end = to;
  }
  if (parts.length === 1) return false;
  if (named) return digits.length >= ENOUGH_NAMED && !parts.every((part) => PLAIN.test(part));
  if (PLAIN.test(first.said)) return false;
  const phone = first.said.startsWith('+') || PHONE.test(digits);
  return (phone && digits.length >= ENOUGH_BROKEN) || isNik(digits, parts.length === 2);
}

function hasNumber(text: string): boolean {
  const runs: Run[] = [];
  const number = new RegExp(NUMBER, 'g');
  for (let found = number.exec(text); found; found = number.exec(text)) {
    runs.push({ said: found[0], from: found.index, to: number.lastIndex });
  }
  return runs.some((run, place) => {
    const before = text.slice(Math.max(0, run.from - 40), run.from);
    const next = runs.slice(place + 1, place + LONGEST);
    return namesSomebody(run, before, text) || isBroken(text, [run, ...next], before);
  });
}

export const looksPersonal = (text: string): boolean =>
  EMAIL.test(text) || PLATES.some((plate) => plate.test(text)) || hasNumber(text);
