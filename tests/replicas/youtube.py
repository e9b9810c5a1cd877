"""YouTube: every act has its own address below /youtubei/v1/, and so has the housekeeping around it."""

from tests.replicas.serving import replica

ACTS = (
    "/youtubei/v1/like/(like|dislike|removelike)",
    "/youtubei/v1/comment/create_comment(_reply)?",
    "/youtubei/v1/subscription/(un)?subscribe",
)
NOISE = (
    "/youtubei/v1/(log_event|next|browse|player|guide|updated_metadata)",
    "/youtubei/v1/share/get_share_panel",
    "/youtubei/v1/flag/get_form",
    "/api/stats/(qoe|watchtime)",
)
HOSTS = dict.fromkeys(("www.youtube.com", "m.youtube.com"), replica("youtube", ACTS + NOISE))
