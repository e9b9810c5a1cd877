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
        "other-localhost": "Another program answers at localhost:{port}; use 127.0.0.1:{port} only.",
        "renewing": "A large log is being brought up to date, once. Let it finish: it may take a minute.",
        "invented": "These are the acts of an invented person ({who}): nobody did them.",
        "inventing": "Inventing {who}",
        "exported": "{acts} acts written to {file}.",
        "exported-unasked": "With them what passed unasked and is no act: {checks}.",
        "exported-ads": "With them the advertisements seen, which are no acts: {ads}.",
        "erase-question": "{acts} acts go from the log, the backups and every other file. Erase them?",
        "erased": "{acts} acts erased.",
        "erased-unsent": "Acts of them that a browser has not sent yet may still come.",
        "restored": "{stored} acts restored, {duplicate} were there already, {erased} had been erased,"
        " {refused} lines were refused.",
        "not-restored": "line {line}: {reason}",
        "no-backups": "There is no backup yet; the first is made a minute after the start.",
        "backup-acts": "{acts} acts, {days}",
        "backup-empty": "no acts",
        "backup-unread": "cannot be read",
        "backup-question": "{backup} takes the place of the log, which is kept as a backup. Go on?",
        "backup-restored": "{backup} is the log now; the one before is kept as {kept}."
        " The browsers send what it lacks.",
        "payslip": "The payslip is in {file}.",
        "edition": "These figures are of {since}; others took their place on {until}.",
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
        "other-localhost": "Un autre programme répond à localhost:{port} ; utilisez 127.0.0.1:{port}.",
        "renewing": "Un grand journal est mis à jour, une fois. Une minute peut-être ; laissez-le finir.",
        "invented": "Ces actes sont ceux d’une personne inventée ({who}) : personne ne les a faits.",
        "inventing": "Invention de {who}",
        "exported": "{acts} actes écrits dans {file}.",
        "exported-unasked": "Avec ce qui est passé sans rien demander et n’est pas un acte : {checks}.",
        "exported-ads": "Avec les publicités vues, qui ne sont pas des actes : {ads}.",
        "erase-question": "{acts} actes quittent le journal, les sauvegardes et le reste. Effacer ?",
        "erased": "{acts} actes effacés.",
        "erased-unsent": "Ceux qu’un navigateur n’a pas encore envoyés peuvent encore arriver.",
        "restored": "{stored} actes rétablis, {duplicate} y étaient déjà, {erased} avaient été effacés,"
        " {refused} lignes ont été refusées.",
        "not-restored": "ligne {line} : {reason}",
        "no-backups": "Pas encore de sauvegarde ; la première est faite une minute après le démarrage.",
        "backup-acts": "{acts} actes, {days}",
        "backup-empty": "aucun acte",
        "backup-unread": "illisible",
        "backup-question": "{backup} prend la place du journal, qui est gardé comme sauvegarde. Continuer ?",
        "backup-restored": "{backup} est maintenant le journal ; l’ancien est gardé sous {kept}."
        " Les navigateurs envoient ce qui lui manque.",
        "payslip": "Le bulletin est dans {file}.",
        "edition": "Ces chiffres sont du {since} ; d’autres les ont remplacés le {until}.",
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
