/**
 * Every file of the catalogue, imported by name: a service worker cannot list a folder. A test compares the
 * two.
 */
import recaptchaV2 from "../catalogue/captchas/recaptcha-v2.json" with { type: "json" };
import kinds from "../catalogue/kinds.json" with { type: "json" };
import facebook from "../catalogue/platforms/facebook.json" with { type: "json" };
import reddit from "../catalogue/platforms/reddit.json" with { type: "json" };
import x from "../catalogue/platforms/x.json" with { type: "json" };
import youtube from "../catalogue/platforms/youtube.json" with { type: "json" };
import version from "../catalogue/version.json" with { type: "json" };

export const PLATFORMS = [facebook, reddit, x, youtube];
export const CAPTCHAS = [recaptchaV2];
/** The closed list of kinds, by id. */
export const KINDS = kinds.kinds;
export const VERSION = version.version;
