/** What a page of cards does, where it has no script of its own. */

import { showCards } from "./cards.js";
import { failed } from "./page.js";

showCards().catch(failed);
