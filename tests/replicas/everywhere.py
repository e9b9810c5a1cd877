"""Every replica by host name: what the stand-in for the web is given."""

from tests.replicas import captchas, facebook, recaptcha, reddit, x, youtube

HOSTS = {**captchas.HOSTS, **facebook.HOSTS, **recaptcha.HOSTS, **reddit.HOSTS, **x.HOSTS, **youtube.HOSTS}
HOSTS[captchas.ALLOWED] = captchas.beside(HOSTS[captchas.ALLOWED])
