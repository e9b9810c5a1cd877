"""Every replica by host name: what the stand-in for the web is given."""

from tests.replicas import facebook, recaptcha, reddit, x, youtube

HOSTS = {**facebook.HOSTS, **recaptcha.HOSTS, **reddit.HOSTS, **x.HOSTS, **youtube.HOSTS}
