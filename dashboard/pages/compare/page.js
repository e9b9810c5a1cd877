/** The same hours at other wages, asked for again while somebody looks. */

import { show } from "../../cards/elsewhere/card.js";
import { asked } from "../../kit/address.js";
import { followPeriod } from "../../kit/forms/period.js";
import { follow } from "../../kit/live.js";
import { failed, shown } from "../../kit/page.js";
import { keepLanguage } from "../../kit/wording.js";

keepLanguage();
followPeriod(follow(() => `/v1/view/elsewhere?${asked()}`, (view) => (shown(), show(view)), failed));
