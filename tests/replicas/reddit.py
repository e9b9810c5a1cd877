"""Reddit, both of its living generations: the current one, and old.reddit.com with its forms."""

from tests.replicas.serving import replica

CURRENT = ("/svc/shreddit/graphql", "/svc/shreddit/t[13]_[a-z0-9]+/create-comment", "/svc/shreddit/events")
OLD = ("/api/(vote|comment|submit|save|unsave)", "/api/request_promo")
HOSTS = {
    "www.reddit.com": replica("reddit", CURRENT),
    "old.reddit.com": replica("old-reddit", OLD),
}
