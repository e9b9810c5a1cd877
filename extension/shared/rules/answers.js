/**
 * Whether the answer to a request says that it was accepted. What counts is how the answer begins: a person who
 * stops a chatbot in the middle of its answer has asked all the same.
 */
import { anyGlob, decodePath } from "../addresses/globs.js";

/**
 * Requests that a page may send while it goes away: nobody hears how they ended, so they count when sent.
 */
const UNANSWERED = new Set(["ping", "beacon"]);
const FORM_TYPES = new Set(["main_frame", "sub_frame"]);
/** Where somebody is sent who has to log in before the platform takes the act, however deep it lies. */
const LOGIN =
  "log-in login login.* log_in sign-in sign_in signin signup sign-up authwall sso saml oauth oauth2 " +
  "authenticate reauth two-factor two_factor 2fa";
/** The same, but also words of which a wiki or a forum may have a page: only as the first of a path. */
const GATE = "register auth authorize mfa connexion checkpoint challenge consent captcha verify suspended";
const below = (prefix) => (word) => [`${prefix}/${word}`, `${prefix}/${word}/**`];
const words = (text) => text.split(" ");
const isLoginPath = anyGlob([...words(`${LOGIN} ${GATE}`).flatMap(below("")), ...words(LOGIN).flatMap(below("/**"))]);
const isLoginHost = anyGlob(["login.**", "signin.**", "accounts.**", "auth.**", "sso.**"]);
/** The same in wikis, whose pages have names in the language of the wiki. */
const isLoginTitle = anyGlob(["special:userlogin", "spécial:connexion", "spezial:anmelden"]);
const LOGIN_QUERY = /[?&](do|mode)=login\b/i;

/** @type {(status: number) => boolean} */
const isShown = (status) => status >= 200 && status < 300;
/** @type {(status: number) => boolean} */
const leadsElsewhere = (status) => status >= 300 && status < 400;

/**
 * Whether the answer is of the sort that a rule asks for: a page that is the act itself has to be shown; a form
 * that is shown again when it was refused has to lead elsewhere.
 * @type {Record<"any" | "page" | "redirect" | "either", (status: number) => boolean>}
 */
const SORTS = { any: () => true, page: isShown, redirect: leadsElsewhere, either: () => true };

/**
 * Whether an accepted answer is a yes to what was expected of the request. A script that is led elsewhere got no
 * answer to its question; one that sent a form did, and where nobody looked at what it sent it may have.
 * @param {{answer: keyof typeof SORTS, form?: boolean}} expected
 * @param {{statusCode: number, type: string, redirectUrl?: string}} details
 */
export function isYes({ answer, form }, { statusCode, type, redirectUrl }) {
  const isByScript = leadsElsewhere(statusCode) && !FORM_TYPES.has(type);
  return SORTS[answer](statusCode) && (!isByScript || answer !== "any" || (form ?? Boolean(redirectUrl)));
}

/** @param {{type: string}} details */
export function isUnanswered({ type }) {
  return UNANSWERED.has(type);
}

/**
 * Whether a request that is being answered counts: yes, no, or (undefined) wait for where it is redirected
 * to with its body. Where a page is redirected to is looked at afresh.
 * @param {{statusCode: number, type: string, method: string, redirectUrl?: string}} details of onResponseStarted or
 *   onBeforeRedirect
 */
export function isAccepted({ statusCode, type, method, redirectUrl }) {
  if (isShown(statusCode)) {
    return true;
  }
  if (statusCode === 307 || statusCode === 308) {
    return method === "GET" ? false : undefined;
  }
  const isForm = method !== "GET" || FORM_TYPES.has(type);
  return (statusCode === 302 || statusCode === 303) && isForm && !(redirectUrl && isToLogin(new URL(redirectUrl)));
}

function isToLogin({ hostname, pathname, search, searchParams }) {
  const path = decodePath(pathname).toLowerCase();
  const title = searchParams.get("title")?.toLowerCase() ?? path.slice(path.lastIndexOf("/") + 1);
  return isLoginPath(path) || isLoginTitle(title) || isLoginHost(hostname) || LOGIN_QUERY.test(search);
}
