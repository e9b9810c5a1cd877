/** The home page: its cards, from what is looked at every two seconds. */

import { showCards } from "../../kit/cards.js";
import { failed } from "../../kit/page.js";

showCards().catch(failed);
