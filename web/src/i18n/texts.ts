/** Texts in the page's language; the other language is dropped when a page is built. */
import * as wordsEn from '../../../src/lapor/data/wording/en.json';
import * as wordsId from '../../../src/lapor/data/wording/id.json';
import * as en from './en.json';
import * as id from './id.json';

type Dictionary = typeof id;
type Wording = typeof wordsId;

// A key that only one language has fails the type check here.
export const parity: [Dictionary, Dictionary, Wording, Wording] = [
  id,
  en satisfies Dictionary,
  wordsId,
  wordsEn satisfies Wording,
];
export const reverseParity: [typeof en, typeof wordsEn] = [id, wordsId];

const english = __LANG__ === 'en';

export const lang = __LANG__;
export const common = english ? en.common : id.common;
export const home = english ? en.home : id.home;
export const form = english ? en.form : id.form;
export const receipt = english ? en.receipt : id.receipt;
export const track = english ? en.track : id.track;
export const codes = english ? en.codes : id.codes;
export const contacts = english ? en.contacts : id.contacts;
export const reached = english ? en.reached : id.reached;
export const mine = english ? en.mine : id.mine;
export const report = english ? en.report : id.report;
export const due = english ? en.due : id.due;
export const files = english ? en.files : id.files;
export const browse = english ? en.browse : id.browse;
export const desk = english ? en.desk : id.desk;
export const proof = english ? en.proof : id.proof;
export const protect = english ? en.protect : id.protect;
export const signin = english ? en.signin : id.signin;
export const admin = english ? en.admin : id.admin;
export const staff = english ? en.staff : id.staff;
export const office = english ? en.office : id.office;
export const key = english ? en.key : id.key;
export const trail = english ? en.trail : id.trail;
export const rules = english ? en.rules : id.rules;
export const deadlines = english ? en.deadlines : id.deadlines;
export const summary = english ? en.summary : id.summary;
export const subject = english ? en.subject : id.subject;
export const privacy = english ? en.privacy : id.privacy;
export const notFound = english ? en.not_found : id.not_found;

export const states = english ? wordsEn.states : wordsId.states;
export const closedHow = english ? wordsEn.closed_how : wordsId.closed_how;
export const classes = english ? wordsEn.classes : wordsId.classes;
export const roles = english ? wordsEn.roles : wordsId.roles;
export const events = english ? wordsEn.events : wordsId.events;
export const rights = english ? wordsEn.rights : wordsId.rights;
export const places = english ? wordsEn.places : wordsId.places;
export const clocks = english ? wordsEn.clocks : wordsId.clocks;
export const moves = english ? wordsEn.moves : wordsId.moves;
export const deeds = english ? wordsEn.deeds : wordsId.deeds;
export const problems = english ? wordsEn.problems : wordsId.problems;
/** Only for officers' pages: the citizens' ones show what the API says. */
export const details = english ? wordsEn.details : wordsId.details;
export const fieldNames = english ? wordsEn.fields : wordsId.fields;
/** Limits are fields of their form, by the same names. */
export const limitNames = fieldNames;
export const yes = english ? wordsEn.yes : wordsId.yes;
export const no = english ? wordsEn.no : wordsId.no;
export const errorWords = english ? wordsEn.errors : wordsId.errors;
export const fileRefusals = english ? wordsEn.file_refusals : wordsId.file_refusals;
export const supervisedWord = english ? wordsEn.supervised : wordsId.supervised;
