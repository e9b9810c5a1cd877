"""What the terminal says while the collector runs, in the person's language."""

import locale
import os
from collections.abc import Mapping

SENTENCES = {
    "en": {
        "listening": "Pointeuse is running at {link} with {data}",
        "stop": "Press Enter to open the page again, Ctrl+C to stop.",
        "stop-only": "Press Ctrl+C to stop.",
        "stopped": "Pointeuse has stopped.",
        "opened": "Your browser opens it now; if it does not, run `pointeuse open --print` elsewhere.",
        "pairing": "Your browser opens the connecting page; if it does not, run `pointeuse pair --print`.",
        "open-link": "Open this link in your browser within {seconds} s, it works once: {link}",
        "pair-link": "Open this link in the browser to connect within {seconds} s, it works once: {link}",
        "pair-code": "Or type this into the extension's popup: port {port}, code {code}",
        "paired": "Connected: {browser} ({origin}).",
        "ticket-used": "A link was used twice, so its first use was cancelled; run `pointeuse pair`.",
        "notice": "{text}",
        "invented": "These are the acts of an invented person ({who}): nobody did them.",
        "inventing": "Inventing {who}",
        "exported": "{acts} acts written to {file}.",
        "payslip": "The payslip is in {file}.",
        "ignored": "Left out of the set, because the figures have changed since: {names}.",
    },
    "fr": {
        "listening": "Pointeuse tourne sur {link} avec {data}",
        "stop": "Entrée pour rouvrir la page, Ctrl+C pour arrêter.",
        "stop-only": "Ctrl+C pour arrêter.",
        "stopped": "Pointeuse est arrêtée.",
        "opened": "Votre navigateur l'ouvre ; sinon, lancez `pointeuse open --print` dans un autre terminal.",
        "pairing": "Votre navigateur ouvre la page qui le relie ; sinon, lancez `pointeuse pair --print`.",
        "open-link": "Ouvrez ce lien dans votre navigateur sous {seconds} s, il sert une fois : {link}",
        "pair-link": "Ouvrez ce lien dans le navigateur à relier sous {seconds} s, il sert une fois : {link}",
        "pair-code": "Ou tapez ceci dans la fenêtre de l'extension : port {port}, code {code}",
        "paired": "Relié : {browser} ({origin}).",
        "ticket-used": "Un lien a servi deux fois, son premier usage est annulé ; lancez `pointeuse pair`.",
        "notice": "{text}",
        "invented": "Ces actes sont ceux d’une personne inventée ({who}) : personne ne les a faits.",
        "inventing": "Invention de {who}",
        "exported": "{acts} actes écrits dans {file}.",
        "payslip": "Le bulletin est dans {file}.",
        "ignored": "Laissé de côté dans ce jeu, car les chiffres ont changé depuis : {names}.",
    },
}


def language(environ: Mapping[str, str] = os.environ) -> str:
    """Return `fr` when the system speaks French, else `en`."""
    said = next((environ[v] for v in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(v)), None)
    name = said or locale.getlocale()[0] or ""
    return "fr" if name.lower().startswith(("fr", "french")) else "en"


def say(name: str, **words: object) -> None:
    """Print one sentence at once, also where the output is a file."""
    print(sentence(name, **words), flush=True)


def sentence(name: str, **words: object) -> str:
    """Return one sentence in the system's language. Raises KeyError for a name or word that is missing."""
    return SENTENCES[language()][name].format(**words)
