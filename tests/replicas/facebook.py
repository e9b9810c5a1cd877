"""Facebook: one address for everything; a request header, and the same name in the form, say what is done."""

from tests.replicas.serving import replica

HOSTS = {
    "www.facebook.com": replica("facebook", ("/api/graphql/", "/ajax/bnzai", "/ajax/bulk-route-definitions/"))
}
