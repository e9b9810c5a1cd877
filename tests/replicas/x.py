"""X: GraphQL where the last segment of the path names the act, after one that changes at every release."""

from tests.replicas.serving import replica

ACTS = (
    "/i/api/graphql/[^/]+/(FavoriteTweet|UnfavoriteTweet|CreateTweet|CreateNoteTweet|DeleteTweet|CreateRetweet|DeleteRetweet)",
    "/i/api/1.1/friendships/(create|destroy).json",
)
NOISE = (
    "/i/api/graphql/[^/]+/(HomeTimeline|TweetDetail|CreateDraftTweet)",
    "/i/api/1.1/(jot/client_event|live_pipeline/update_subscriptions).json",
)
HOSTS = {"x.com": replica("x", ACTS + NOISE)}
